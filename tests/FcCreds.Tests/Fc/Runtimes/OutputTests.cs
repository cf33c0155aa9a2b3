namespace FcCreds.Tests.Fc.Runtimes;

public sealed class OutputTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Prints_come_verbatim_and_loggers_in_their_formats_in_order(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = fixture.Host.Declare(runtime, """
            import logging, os, sys
            def handler(event, context):
                print('printed')
                logging.getLogger().info('by logging')
                logging.getLogger().debug('too small')
                context.getLogger().warning('by context')
                sys.stderr.write('complaint\n')
                sys.stdout.write('no newline')
                return 'ok'
            """);
        var result = await fixture.Host.InvokeAsync(function);
        var id = result.RequestId;
        Assert.Collection(
            Text.Lines(result),
            line => Assert.Equal($"FunctionCompute {(runtime == "python2.7" ? runtime : "python3")} runtime inited.", line),
            line => Assert.Equal($"FC Invoke Start RequestId: {id}", line),
            line => Assert.Equal("printed", line),
            line => Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z {id} \[INFO\] by logging$", line),
            line => Assert.Matches($@"^\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d {id} \[WARNING\] by context$", line),
            line => Assert.Equal("complaint", line),
            line => Assert.Equal("no newline", line),
            line => Assert.Equal($"FC Invoke End RequestId: {id}", line),
            line => Assert.Equal("", line),
            line => Assert.Matches(@"^Duration: [\d.]+ ms, Billed Duration: \d+ ms, Memory Size: 512 MB, Max Memory Used: [\d.]+ MB$", line),
            line => Assert.Equal("", line));
    }
}
