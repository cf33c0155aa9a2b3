using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace FcCreds.Tests.Cli;

public sealed class DevTests
{
    [Fact]
    public async Task A_project_of_Serverless_Devs_is_served_edited_and_called_again()
    {
        await using var dev = await Running.StartAsync("serverless-devs");
        Assert.Equal("Good day, you!", await dev.GetAsync("orders/?name=you"));

        dev.Edit("code/index.py", text => text.Replace("%s, %s!", "%s, dear %s!", StringComparison.Ordinal));
        await dev.SaidAsync("orders changed");
        Assert.Equal("Good day, dear you!", await dev.GetAsync("orders/?name=you"));

        var good = dev.Edit("s.yaml", _ => "resources: [\n");
        await dev.SaidAsync("everything goes on as before");
        Assert.Equal("Good day, dear you!", await dev.GetAsync("orders/?name=you"));

        dev.Edit("s.yaml", _ => good.Replace("Good day", "Good night", StringComparison.Ordinal));
        await dev.SaidAsync("was read again: orders");
        Assert.Equal("Good night, dear you!", await dev.GetAsync("orders/?name=you"));
    }

    [Fact]
    public async Task A_template_of_Fun_is_served_too()
    {
        await using var dev = await Running.StartAsync("fun");
        Assert.Equal("Hello from Fun!", await dev.GetAsync("greeter/"));
        dev.Edit("template.yml", text => text.Replace("GREETING: Hello", "GREETING: Bye", StringComparison.Ordinal));
        await dev.SaidAsync("was read again: greeter");
        Assert.Equal("Bye from Fun!", await dev.GetAsync("greeter/"));
    }

    [Fact]
    public async Task The_log_names_function_and_request_and_no_colours_reach_a_file()
    {
        await using var dev = await Running.StartAsync("serverless-devs");
        await dev.GetAsync("orders/");
        var line = await dev.SaidAsync("FC Invoke End RequestId:");
        Assert.StartsWith($"orders {line[^6..]} ", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', line);
    }

    [Fact]
    public async Task A_folder_that_is_no_function_is_refused()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("dev", "--ephemeral", "--port", "0")).Expect(2);
        Assert.Contains("has no handler", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("There is no folder", (await tool.RunAsync("dev", "absent")).Expect(2).Error, StringComparison.Ordinal);
    }

    /// <summary>A copy of a sample project with <c>dev</c> running on it.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly Tool tool;
        private readonly Process process;
        private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
        private readonly HttpClient http = new();

        private Running(Tool tool, Process process)
        {
            (this.tool, this.process) = (tool, process);
            process.OutputDataReceived += (_, line) => Take(line.Data);
            process.ErrorDataReceived += (_, line) => Take(line.Data is null ? "" : line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public static async Task<Running> StartAsync(string sample)
        {
            var tool = new Tool();
            var from = Path.Combine(Fixtures.Root, "fixtures", "samples", sample);
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                if (!file.Contains("__pycache__", StringComparison.Ordinal)) tool.Write(Path.Combine("project", Path.GetRelativePath(from, file)), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            }
            var running = new Running(tool, tool.Start("dev", "project", "--port", "0", "--ephemeral", "--ready-file", Path.Combine(tool.Folder.FullName, "ready.json")));
            await running.SaidAsync("Stop with Ctrl-C");
            using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(tool.Folder.FullName, "ready.json"), TestContext.Current.CancellationToken));
            running.http.BaseAddress = new(new Uri(ready.RootElement.GetProperty("url").GetString()!), "/_fccreds/http/");
            return running;
        }

        public async Task<string> GetAsync(string path) => await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        /// <summary>Saves a file anew; what was in it.</summary>
        public string Edit(string file, Func<string, string> change)
        {
            var path = Path.Combine(tool.Folder.FullName, "project", file);
            var before = File.ReadAllText(path);
            File.WriteAllText(path, change(before));
            return before;
        }

        /// <summary>The next line that has the text.</summary>
        public async Task<string> SaidAsync(string text)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal)) return line;
            }
            throw new InvalidOperationException($"dev ended without saying '{text}'");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            http.Dispose();
            tool.Dispose();
        }

        private void Take(string? line)
        {
            if (line is null) lines.Writer.TryComplete();
            else lines.Writer.TryWrite(line);
        }
    }
}
