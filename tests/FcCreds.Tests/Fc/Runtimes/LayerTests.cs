using FcCreds.Fc;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc.Runtimes;

public sealed class LayerTests : IAsyncLifetime
{
    private readonly DirectoryInfo first = Directory.CreateTempSubdirectory("fccreds-layer-");
    private readonly DirectoryInfo second = Directory.CreateTempSubdirectory("fccreds-layer-");
    private FcHost host = null!;

    public async ValueTask InitializeAsync() => host = await FcHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        first.Delete(recursive: true);
        second.Delete(recursive: true);
    }

    [Fact]
    public async Task Modules_programs_and_libraries_of_layers_are_found_and_the_first_layer_wins()
    {
        await Python.RequireAsync("python3.10");
        Write(first, "python/greeting.py", "TEXT = 'first'");
        Write(second, "python/greeting.py", "TEXT = 'second'");
        Write(second, "python/lib/python3.10/site-packages/packaged.py", "TEXT = 'packaged'");
        Write(second, "bin/tell", "#!/bin/sh\necho told\n");
        Write(second, "lib/none", "");
        var function = host.Declare("python3.10", """
            import greeting, os, packaged, subprocess
            def handler(event, context):
                return ' '.join([greeting.TEXT, packaged.TEXT, subprocess.check_output(['tell']).decode().strip(), os.environ['LD_LIBRARY_PATH']])
            """, WithLayers);
        Assert.Equal($"first packaged told {second.FullName}/lib", Text.Of(await host.InvokeAsync(function)));
    }

    [Fact]
    public async Task Code_wins_over_layers()
    {
        await Python.RequireAsync("python3.10");
        Write(first, "python/index.py", "def handler(event, context):\n    return 'layer'\n");
        Assert.Equal("code", Text.Of(await host.InvokeAsync(host.Declare("python3.10", "def handler(event, context):\n    return 'code'\n", WithLayers))));
    }

    [Fact]
    public async Task Node_modules_of_layers_are_found()
    {
        await Node.RequireAsync("nodejs20");
        Write(first, "nodejs/node_modules/greeting/index.js", "module.exports = 'layer';");
        var function = host.Declare("nodejs20", "exports.handler = async () => require('greeting');", WithLayers, "index.js");
        Assert.Equal("layer", Text.Of(await host.InvokeAsync(function)));
    }

    [Fact]
    public async Task Paths_of_the_cloud_in_variables_and_start_commands_mean_the_folders_here()
    {
        await Python.RequireAsync("python3.10");
        Write(first, "tools/extra.py", "TEXT = 'extra'");
        var function = host.Declare("python3.10", """
            import extra, os
            def handler(event, context):
                return extra.TEXT + ' ' + os.environ['PYTHONPATH']
            """, declared => WithLayers(declared) with { EnvironmentVariables = new Dictionary<string, string> { ["PYTHONPATH"] = "/code:/opt/tools:/other" } });
        var code = host.Fc.Catalog.Find(function)!.Declaration.CodePath;
        Assert.Equal($"extra {code}:{first.FullName}/tools:/other", Text.Of(await host.InvokeAsync(function)));
    }

    [Theory]
    [InlineData("/code", "/here")]
    [InlineData("/code/a", "/here/a")]
    [InlineData("/codex", "/codex")]
    [InlineData("relative", "relative")]
    [InlineData("/opt/x", "/opt/x")]
    public void A_path_of_the_cloud_has_its_place_here(string there, string here)
        => Assert.Equal(here, new CloudPaths(new() { Name = "f", AccountId = "", Region = "", Runtime = "", Handler = "", CodePath = "/here" }).Here(there));

    private FunctionDeclaration WithLayers(FunctionDeclaration declared) => declared with { Layers = [first.FullName, second.FullName] };

    private static void Write(DirectoryInfo layer, string file, string text)
    {
        var path = Path.Combine(layer.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
