using System.Reflection;
using FcCreds.Core.Callers;
using Microsoft.Extensions.Logging;

namespace FcCreds.Tests.Architecture;

public sealed class TypeRulesTests
{
    /// <summary>Words of parameters that would carry a secret into a log; the type <see cref="Secret"/> never may.</summary>
    private static readonly string[] SecretWords = ["secret", "token", "password", "credential", "authorization"];

    /// <summary>What users program against; their public types are listed in <c>Testing/PublicApi.txt</c>.</summary>
    private static readonly string[] Published = ["FcCreds.Testing", "FcCreds.Testing.Xunit"];

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
        => Assert.Empty(SourceTree.Types.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract).Select(type => type.FullName));

    [Fact]
    public void Nothing_is_public_while_no_user_programs_against_it()
        => Assert.Empty(SourceTree.Types.Where(type => type.IsVisible && !Published.Contains(type.Assembly.GetName().Name)).Select(type => type.FullName));

    [Fact]
    public void No_log_message_takes_a_secret()
    {
        var messages = SourceTree.Types
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(LoggerMessageAttribute), inherit: false))
            .ToList();
        Assert.NotEmpty(messages);
        Assert.Empty(messages.SelectMany(method => method.GetParameters()).Where(IsSecret).Select(parameter => $"{parameter.Member.DeclaringType}.{parameter.Member.Name}: {parameter.Name}"));
    }

    private static bool IsSecret(ParameterInfo parameter)
        => parameter.ParameterType == typeof(Secret)
            || SecretWords.Any(word => parameter.Name!.Contains(word, StringComparison.OrdinalIgnoreCase));
}
