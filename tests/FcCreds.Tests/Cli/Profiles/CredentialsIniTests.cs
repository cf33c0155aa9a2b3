using FcCreds.Cli.Profiles;
using FcCreds.Cli.Usage;

namespace FcCreds.Tests.Cli.Profiles;

public sealed class CredentialsIniTests
{
    private static readonly ProfileMembers Local = new("local", [new("type", "ecs_ram_role"), new("role_name", "r")]);
    private const string Section = "[local]\n# written by fccreds\ntype = ecs_ram_role\nrole_name = r\n";

    [Fact]
    public void A_new_file_has_the_section() => Assert.Equal(Section, CredentialsIni.With("", Local, force: false));

    [Fact]
    public void Other_sections_stay_to_the_letter()
    {
        const string Before = "; mine\n[default]\ntype=access_key   ; really\naccess_key_id = LTAI\n\n# the other\n[other]\nx = [y]\n";
        Assert.Equal(Before + "\n" + Section, CredentialsIni.With(Before, Local, force: false));
    }

    [Fact]
    public void Our_section_is_replaced_where_it_is()
    {
        const string Before = "[a]\nx = 1\n\n[local]\n# written by fccreds\ntype = ram_role_arn\naccess_key_secret = old\n\n# about b\n[b]\ny = 2\n";
        Assert.Equal("[a]\nx = 1\n\n" + Section + "\n# about b\n[b]\ny = 2\n", CredentialsIni.With(Before, Local, force: false));
    }

    [Fact]
    public void A_section_of_somebody_else_is_replaced_only_by_force()
    {
        const string Before = "[local]\ntype = access_key\n";
        Assert.Equal(ExitCodes.Failed, Assert.Throws<CliFailure>(() => CredentialsIni.With(Before, Local, force: false)).ExitCode);
        Assert.Equal(Section, CredentialsIni.With(Before, Local, force: true));
    }
}
