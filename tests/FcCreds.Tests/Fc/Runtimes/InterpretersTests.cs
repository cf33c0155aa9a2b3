using FcCreds.Fc;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class InterpretersTests
{
    [Fact]
    public async Task A_newer_python_stands_in_with_a_warning_that_names_the_fix()
    {
        var newer = await Python.FindAsync("python3.10");
        var choice = await With(newer.Path).FindAsync(FunctionRuntime.Find("python3.9")!, Path.GetTempPath());
        Assert.Equal(newer, choice.Interpreter);
        Assert.Contains("pyenv install 3.9", choice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exact_version_can_be_demanded()
    {
        var newer = await Python.FindAsync("python3.10");
        var choice = await With(newer.Path, exact: true).FindAsync(FunctionRuntime.Find("python3.9")!, Path.GetTempPath());
        Assert.Null(choice.Interpreter);
    }

    [Fact]
    public async Task Nothing_stands_in_for_python_2_and_nothing_older_for_a_newer_one()
    {
        var path = (await Python.FindAsync("python3.10")).Path;
        Assert.Null((await With(path).FindAsync(FunctionRuntime.Find("python2.7")!, Path.GetTempPath())).Interpreter);
        Assert.Null((await With(path).FindAsync(FunctionRuntime.Find("python3.12")!, Path.GetTempPath())).Interpreter);
    }

    [Fact]
    public async Task The_projects_virtual_environment_comes_first_but_only_if_it_runs()
    {
        var real = await Python.FindAsync("python3.10");
        var code = Directory.CreateTempSubdirectory("fccreds-test-");
        var bin = code.CreateSubdirectory(Path.Combine(".venv", "bin"));
        var python = Path.Combine(bin.FullName, "python");
        await File.WriteAllTextAsync(python, "#!/bin/sh\necho 'no such version' >&2\nexit 127\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var interpreters = new Interpreters(new() { RuntimeApiAuthority = () => "" }, TimeProvider.System);
        Assert.Equal(real, (await interpreters.FindAsync(FunctionRuntime.Find("python3.10")!, code.FullName)).Interpreter);

        File.Delete(python);
        File.CreateSymbolicLink(python, real.Path);
        await File.WriteAllTextAsync(Path.Combine(code.FullName, ".venv", "pyvenv.cfg"), $"home = {Path.GetDirectoryName(real.Path)}\n", TestContext.Current.CancellationToken);
        var found = new Interpreters(new() { RuntimeApiAuthority = () => "" }, TimeProvider.System);
        Assert.Equal(python, (await found.FindAsync(FunctionRuntime.Find("python3.10")!, code.FullName)).Interpreter?.Path);
        code.Delete(recursive: true);
    }

    private static Interpreters With(string path, bool exact = false)
        => new(new FcOptions { RuntimeApiAuthority = () => "", PythonPath = path, ExactRuntime = exact }, TimeProvider.System);
}
