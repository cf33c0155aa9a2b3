using System.Text.Json;
using FcCreds.Core.Journal;
using FcCreds.Fc;
using FcCreds.Fc.Invocation;

namespace FcCreds.Tests.Fc.Invocation;

public sealed class HandlerAdviceTests
{
    private static readonly FunctionDeclaration Function = new()
    {
        Name = "f",
        AccountId = FcHost.Account,
        Region = FcHost.Region,
        Runtime = "python3.12",
        Handler = "index.handler",
        CodePath = "/code",
        RoleArn = FcAccount.RoleArn,
    };

    [Theory]
    [InlineData("AttributeError", "'FCContext' object has no attribute 'credentials'", HandlerMistake.NoContextCredentials)]
    [InlineData("TypeError", "Cannot read properties of undefined (reading 'accessKeyId')", HandlerMistake.NoContextCredentials)]
    [InlineData("KeyError", "'OSS_ACCESS_KEY_ID'", HandlerMistake.WrongVariable)]
    [InlineData("KeyError", "'ALIBABA_CLOUD_STS_TOKEN'", HandlerMistake.WrongVariable)]
    [InlineData("KeyError", "'accessKeyID'", HandlerMistake.WrongVariable)]
    [InlineData("NameError", "name 'os' is not defined", HandlerMistake.MissingImport)]
    [InlineData("KeyError", "'ORDER_ID'", null)]
    [InlineData("ValueError", "the order has no accessKeyID", null)]
    [InlineData("NameError", "name 'oss' is not defined", null)]
    [InlineData("KeyError", "'ALIBABA_CLOUD_ACCESS_KEY_ID'", null)]
    public void An_error_that_comes_from_looking_in_the_wrong_place_has_advice(string type, string message, string? rule)
        => Assert.Equal(rule, HandlerAdvice.OfError(Error(type, message), Function)?.Rule);

    [Fact]
    public void Without_a_role_the_right_places_are_empty()
    {
        var without = Function with { RoleArn = null };
        Assert.Contains("no role", HandlerAdvice.OfError(Error("KeyError", "'ALIBABA_CLOUD_ACCESS_KEY_ID'"), without)!.Message, StringComparison.Ordinal);
        Assert.Contains("no role", HandlerAdvice.OfError(Error("AttributeError", "'NoneType' object has no attribute 'access_key_id'"), without)!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"errorMessage\": 5}")]
    [InlineData("[]")]
    [InlineData("no json")]
    public void Errors_of_other_shapes_are_passed_over(string body) => Assert.Null(HandlerAdvice.OfError(System.Text.Encoding.UTF8.GetBytes(body), Function));

    [Fact]
    public void A_long_term_key_among_the_variables_is_told_without_being_shown()
    {
        const string Key = "LTAI5tSecretSecret";
        var mistake = HandlerAdvice.OfVariables(Function with { EnvironmentVariables = new Dictionary<string, string> { ["A"] = "b", ["MY_KEY"] = Key } })!;
        Assert.Equal(HandlerMistake.LongTermKey, mistake.Rule);
        Assert.Contains("MY_KEY", mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, mistake.Message + mistake.Advice, StringComparison.Ordinal);
        Assert.Null(HandlerAdvice.OfVariables(Function));
    }

    private static byte[] Error(string type, string message) => JsonSerializer.SerializeToUtf8Bytes(new { errorType = type, errorMessage = message });
}
