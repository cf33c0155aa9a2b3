using System.Text.Json;
using FcCreds.Cli.Profiles;
using FcCreds.Cli.Usage;

namespace FcCreds.Tests.Cli.Profiles;

public sealed class ConfigJsonTests
{
    private static readonly ProfileMembers Fetched = new("local", [new("mode", "External"), new("process_command", "fccreds credentials --format cli --role r")]);

    [Fact]
    public void A_new_file_has_the_profile_and_makes_it_current()
    {
        using var written = JsonDocument.Parse(ConfigJson.With("", Fetched, makeCurrent: false, force: false));
        Assert.Equal("local", written.RootElement.GetProperty("current").GetString());
        Assert.Equal("External", written.RootElement.GetProperty("profiles")[0].GetProperty("mode").GetString());
    }

    [Fact]
    public void What_others_wrote_stays()
    {
        const string Before = """{"current":"work","profiles":[{"name":"work","mode":"AK","access_key_id":"LTAI","parallel":{"of":[1,2.50]}}],"meta_path":"","neue Größe":true}""";
        using var written = JsonDocument.Parse(ConfigJson.With(Before, Fetched, makeCurrent: false, force: false));
        Assert.Equal("work", written.RootElement.GetProperty("current").GetString());
        Assert.Equal("""{"of":[1,2.50]}""", written.RootElement.GetProperty("profiles")[0].GetProperty("parallel").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        Assert.True(written.RootElement.GetProperty("neue Größe").GetBoolean());
        Assert.Equal(2, written.RootElement.GetProperty("profiles").GetArrayLength());
    }

    [Fact]
    public void Our_own_profile_is_replaced_and_can_be_made_current()
    {
        var once = ConfigJson.With("""{"current":"work","profiles":[{"name":"work","mode":"AK"}]}""", Fetched, makeCurrent: false, force: false);
        var minted = new ProfileMembers("local", [new("mode", "StsToken"), new("access_key_id", "STS.FcCx")]);
        var again = ConfigJson.With(ConfigJson.With(once, minted, makeCurrent: true, force: false), Fetched, makeCurrent: false, force: false);
        using var written = JsonDocument.Parse(again);
        Assert.Equal("local", written.RootElement.GetProperty("current").GetString());
        Assert.Equal(2, written.RootElement.GetProperty("profiles").GetArrayLength());
        Assert.False(written.RootElement.GetProperty("profiles")[1].TryGetProperty("access_key_id", out _));
    }

    [Fact]
    public void A_profile_of_somebody_else_is_replaced_only_by_force()
    {
        const string Before = """{"profiles":[{"name":"local","mode":"AK"}]}""";
        Assert.Equal(ExitCodes.Failed, Assert.Throws<CliFailure>(() => ConfigJson.With(Before, Fetched, makeCurrent: false, force: false)).ExitCode);
        Assert.Contains("External", ConfigJson.With(Before, Fetched, makeCurrent: false, force: true), StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_be_written_again_is_no_loss_and_ends_of_tokens_are_numbers()
    {
        var role = new ProfileMembers("local", [new("mode", "RamRoleArn"), new("access_key_id", "LTAI"), new("expired_seconds", "900")]);
        var once = ConfigJson.With("", role, makeCurrent: false, force: false);
        Assert.Equal(once, ConfigJson.With(once, role, makeCurrent: false, force: false));
        using var written = JsonDocument.Parse(once);
        Assert.Equal(900, written.RootElement.GetProperty("profiles")[0].GetProperty("expired_seconds").GetInt32());

        var another = new ProfileMembers("local", [new("mode", "RamRoleArn"), new("access_key_id", "LTAI2"), new("expired_seconds", "900")]);
        Assert.Throws<CliFailure>(() => ConfigJson.With(once, another, makeCurrent: false, force: false));
        var portal = new ProfileMembers("local", [new("mode", "CloudSSO"), new("access_token", "fccreds-x")]);
        Assert.Contains("LTAI2", ConfigJson.With(ConfigJson.With("", portal, makeCurrent: false, force: false), another, makeCurrent: false, force: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\n\"profiles\": [\n")]
    [InlineData("{\"profiles\": {}}")]
    [InlineData("current = x")]
    public void What_is_no_configuration_is_refused(string before)
        => Assert.Contains("It is left as it is.", Assert.Throws<CliFailure>(() => ConfigJson.With(before, Fetched, makeCurrent: false, force: true)).Message, StringComparison.Ordinal);
}
