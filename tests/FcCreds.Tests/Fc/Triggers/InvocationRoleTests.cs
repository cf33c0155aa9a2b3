using FcCreds.Core.Errors;
using FcCreds.Core.Events;
using FcCreds.Fc;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;

namespace FcCreds.Tests.Fc.Triggers;

public sealed class InvocationRoleTests : IAsyncLifetime
{
    private const string Service = OssTriggers.Service;

    private FcHost host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await FcHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(null, "LATEST")]
    [InlineData(FcAccount.Notifier, "LATEST")]
    public Task Trigger_without_a_role_or_with_one_that_may_calls(string? role, string qualifier) => CheckAsync(role, qualifier);

    [Theory]
    [InlineData(FcAccount.RoleArn, "LATEST", "cannot be assumed by oss.aliyuncs.com")]
    [InlineData(FcAccount.NotifierWithoutPermission, "LATEST", "is not authorized to perform 'fc:InvokeFunction' on resource 'acs:fc:cn-shenzhen:1234567890123456:functions/orders'. Add the statement")]
    [InlineData(FcAccount.Notifier, "2", "on resource 'acs:fc:cn-shenzhen:1234567890123456:functions/orders/2'")]
    public async Task Role_that_may_not_is_refused_with_the_statement_that_is_missing(string role, string qualifier, string told)
    {
        var refused = await Assert.ThrowsAsync<ServiceException>(() => CheckAsync(role, qualifier));
        Assert.Same(FcErrors.AccessDenied, refused.Error);
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_whose_trigger_may_not_call_is_told_of_and_calls_nothing()
    {
        var function = host.Declare("python3.10", "", one => one with
        {
            Triggers = [new()
            {
                TriggerName = "on-put",
                TriggerType = OssTrigger.Type,
                SourceArn = $"acs:oss:{FcHost.Region}:{FcHost.Account}:pictures",
                InvocationRole = FcAccount.NotifierWithoutPermission,
                TriggerConfig = """{"events":["oss:ObjectCreated:*"]}""",
            }],
        });
        await host.Fc.OssTriggers.TellAsync(Put);
        var told = await host.Journal.NoteAsync("trigger-failed");
        Assert.Equal(function, told.FunctionName);
        Assert.Contains("fc:InvokeFunction", told.Message, StringComparison.Ordinal);
        Assert.Empty(await host.Store.Documents.ListAsync("async/", Ct));
    }

    [Fact(Timeout = 60_000)]
    public async Task Timer_with_a_role_for_another_service_says_so()
    {
        host.Declare("python3.10", "", one => one with
        {
            Triggers = [new() { TriggerName = "hourly", TriggerType = TimerSettings.Type, InvocationRole = FcAccount.Notifier, TriggerConfig = """{"cronExpression":"@every 1h"}""" }],
        });
        host.Fc.Start();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await host.Store.Documents.ListAsync("timers/", Ct)).Count == 0) await poll.WaitForNextTickAsync(Ct);
        host.Clocks.Life.Shift += TimeSpan.FromHours(1);
        Assert.Contains("cannot be assumed by fc.aliyuncs.com", (await host.Journal.NoteAsync("trigger-failed")).Message, StringComparison.Ordinal);
    }

    private static ObjectEvent Put => new()
    {
        EventName = "ObjectCreated:PutObject",
        Bucket = "pictures",
        BucketOwnerId = FcHost.Account,
        Region = FcHost.Region,
        Key = "a",
        ETag = "ABC",
        Size = 1,
        DeltaSize = 1,
        MimeType = "text/plain",
        UserMeta = new Dictionary<string, string>(),
        Time = DateTimeOffset.UnixEpoch,
        RequestId = "58F9FF2D3DF792092E12044C",
        SourceIpAddress = "1.2.3.4",
        PrincipalId = "20000000",
    };

    private async Task CheckAsync(string? role, string qualifier)
    {
        TriggerDeclaration trigger = new() { TriggerName = "on-put", TriggerType = OssTrigger.Type, InvocationRole = role, Qualifier = qualifier };
        FunctionDeclaration function = new() { Name = "orders", AccountId = FcHost.Account, Region = FcHost.Region, Runtime = "python3.10", Handler = "index.handler", CodePath = "/" };
        await host.InvocationRole.CheckAsync(trigger, function, Service, "oss-event-notification", Ct);
    }
}
