namespace FcCreds.Tests.Fc.Runtimes;

public sealed class ResultTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private const string Code = """
        # -*- coding: utf-8 -*-
        import datetime, decimal
        class Order(object):
            def to_json(self):
                return {'id': 7}
        RESULTS = {
            'bytes': b'\x00\xff', 'text': u'caf\u00e9', 'none': None, 'dict': {'b': 1, 'a': [True]},
            'decimal': decimal.Decimal('1.5'), 'date': datetime.date(2024, 1, 13), 'to_json': Order(),
            'stranger': object(), 'bad-text': u'\ud800',
        }
        def handler(event, context):
            return RESULTS[event.decode('utf-8')]
        """;

    public static TheoryData<string> Runtimes => Python.Runtimes;

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task Results_are_serialised_by_the_runtimes_rules(string runtime)
    {
        await Python.RequireAsync(runtime);
        var host = fixture.Host;
        var function = host.Declare(runtime, Code);
        Assert.Equal(new byte[] { 0, 255 }, (await host.InvokeAsync(function, "bytes")).Body.ToArray());
        Assert.Equal("café", Text.Of(await host.InvokeAsync(function, "text")));
        Assert.Equal("null", Text.Of(await host.InvokeAsync(function, "none")));
        Assert.Equal("1.5", Text.Of(await host.InvokeAsync(function, "decimal")));
        Assert.Equal("\"2024-01-13\"", Text.Of(await host.InvokeAsync(function, "date")));
        Assert.Equal("{\n    \"id\": 7\n}", Text.Of(await host.InvokeAsync(function, "to_json")));
        var dictionary = Text.Of(await host.InvokeAsync(function, "dict"));
        Assert.Equal("{\n    \"a\": [\n        true\n    ],\n    \"b\": 1\n}", dictionary.Replace(" \n", "\n", StringComparison.Ordinal));

        var refused = await host.InvokeAsync(function, "stranger");
        Assert.Equal("UnhandledInvocationError", refused.FunctionError);
        Assert.Equal("TypeError", Text.Json(refused).GetProperty("errorType").GetString());
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public async Task A_handler_file_may_be_called_like_a_module_that_the_runtime_needs(string runtime)
    {
        await Python.RequireAsync(runtime);
        var function = fixture.Host.Declare(runtime, """
            import logging
            def handler(event, context):
                logging.getLogger().warning('still here')
                if event == b'fail':
                    raise ValueError('oops')
                return {'a': 1}
            """, declared => declared with { Handler = "json.handler" }, "json.py");
        await File.WriteAllTextAsync(Path.Combine(fixture.Host.Fc.Catalog.Find(function)!.Declaration.CodePath, "logging.py"), "raise ValueError('not this one')", TestContext.Current.CancellationToken);
        var result = await fixture.Host.InvokeAsync(function, "fine");
        Assert.Equal("{\n    \"a\": 1\n}", Text.Of(result));
        Assert.Contains("[WARNING] still here", result.Log, StringComparison.Ordinal);
        Assert.Equal("oops", Text.Json(await fixture.Host.InvokeAsync(function, "fail")).GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_result_over_the_limit_is_a_bad_response_and_the_instance_lives_on()
    {
        await Python.RequireAsync("python3.10");
        var host = fixture.Host;
        var function = host.Declare("python3.10", """
            def handler(event, context):
                return b'x' * int(event)
            """);
        var large = await host.InvokeAsync(function, "104857600");
        Assert.Equal(502, large.StatusCode);
        Assert.Equal("BadResponse", Text.Json(large).GetProperty("Code").GetString());
        var small = await host.InvokeAsync(function, "33554432");
        Assert.Equal(33554432, small.Body.Length);
        Assert.Equal(large.InstanceId, small.InstanceId);
    }
}
