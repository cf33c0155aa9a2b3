using FcCreds.Server.Configuration;

namespace FcCreds.Tests.Server.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-loader-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_any_file_the_defaults_hold()
    {
        var result = ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName });
        Assert.Null(result.Configuration!.File);
        Assert.Equal("1234567890123456", result.Configuration.AccountId);
        Assert.Empty(result.Problems);
    }

    [Theory]
    [InlineData("fccreds.yaml")]
    [InlineData("fccreds.yml")]
    public void The_working_folders_file_is_found(string name)
    {
        Write(name, "region: cn-beijing\n");
        var result = ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName });
        Assert.Equal("cn-beijing", result.Configuration!.Region);
        Assert.Equal(Path.Combine(folder.FullName, name), result.Configuration.File);
    }

    [Fact]
    public void The_target_folders_file_wins_over_the_working_folders_and_the_asked_one_over_both()
    {
        Write("fccreds.yaml", "region: cn-beijing\n");
        Write("target/fccreds.yaml", "region: cn-shanghai\n");
        Write("asked.yaml", "region: cn-qingdao\n");
        ConfigurationRequest request = new() { WorkingFolder = folder.FullName, TargetFolder = "target" };
        Assert.Equal("cn-shanghai", ConfigurationLoader.Load(request).Configuration!.Region);
        Assert.Equal("cn-qingdao", ConfigurationLoader.Load(request with { File = "asked.yaml" }).Configuration!.Region);
    }

    [Fact]
    public void Paths_in_a_file_are_relative_to_the_file()
    {
        Write("target/code/index.py", "");
        Write("target/fccreds.yaml", "functions: [{ name: f, runtime: python3, handler: index.handler, code: code }]\n");
        var result = ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName, TargetFolder = "target" });
        Assert.Equal(Path.Combine(folder.FullName, "target", "code"), Assert.Single(result.Configuration!.Functions).CodePath);
    }

    [Fact]
    public void A_file_without_roles_has_none_until_the_default_role_is_asked_for()
    {
        Write("fccreds.yaml", "region: cn-beijing\n");
        var configuration = ConfigurationLoader.Load(new() { WorkingFolder = folder.FullName }).Configuration!;
        Assert.Empty(configuration.Accounts[0].Roles);
        Assert.Equal("fccreds-default-role", Assert.Single(configuration.WithDefaultRole().Accounts[0].Roles).RoleName);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
