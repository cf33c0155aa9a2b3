using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Core.Faults;

public sealed class FaultPlanTests : IAsyncDisposable
{
    private readonly FcCreds.Core.Journal.Journal journal = new(TimeProvider.System);

    [Fact]
    public async Task The_same_seed_meets_the_same_requests_and_another_one_others()
    {
        var once = await MetAsync(seed: 7);
        Assert.Equal(once, await MetAsync(seed: 7));
        Assert.NotEqual(once, await MetAsync(seed: 8));
        Assert.InRange(once.Count(met => met), 30, 70);
    }

    [Fact]
    public async Task A_rule_meets_its_operation_and_principal_only_and_as_often_as_it_says()
    {
        var plan = new FaultPlan(journal, TimeProvider.System);
        Assert.False(plan.IsSet);
        plan.Set(new() { Operation = "sts:Assume*", Principal = "acs:ram::1:user/*", Times = 2, Status = 503 }, 1);

        Assert.False(await IsMetAsync(plan, "oss", "AssumeRole", "acs:ram::1:user/a"));
        Assert.False(await IsMetAsync(plan, "sts", "GetCallerIdentity", "acs:ram::1:user/a"));
        Assert.False(await IsMetAsync(plan, "sts", "AssumeRole", "acs:ram::2:user/a"));
        Assert.True(await IsMetAsync(plan, "sts", "AssumeRole", "acs:ram::1:user/a"));
        Assert.True(await IsMetAsync(plan, "sts", "AssumeRoleWithOIDC", "acs:ram::1:user/a"));
        Assert.False(await IsMetAsync(plan, "sts", "AssumeRole", "acs:ram::1:user/a"));
        Assert.Equal(2, journal.Read(new()).OfType<JournalNote>().Count(note => note.Kind == "fault"));
    }

    [Fact]
    public async Task Deliveries_of_real_credentials_are_met_only_where_that_was_allowed()
    {
        var plan = new FaultPlan(journal, TimeProvider.System);
        plan.Set(new() { Operation = "uri:*", Deliver = "token" }, 1);
        Assert.Null(await plan.StrikeAsync("uri", "GetCredentials", "x", null, null, TestContext.Current.CancellationToken, isReal: true));
        Assert.Equal("token", await plan.StrikeAsync("uri", "GetCredentials", "x", null, null, TestContext.Current.CancellationToken));
        plan.Set(new() { Operation = "uri:*", Deliver = "expired", AllowReal = true }, 1);
        Assert.Equal("expired", await plan.StrikeAsync("uri", "GetCredentials", "x", null, null, TestContext.Current.CancellationToken, isReal: true));
        Assert.Equal(2, plan.Clear("uri:*", null));
        Assert.False(plan.IsSet);
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private async Task<List<bool>> MetAsync(ulong seed)
    {
        var plan = new FaultPlan(journal, TimeProvider.System);
        plan.Set(new() { Operation = "oss:*", Probability = 0.5, Status = 500 }, seed);
        List<bool> met = [];
        for (var i = 0; i < 100; i++) met.Add(await IsMetAsync(plan, "oss", "PutObject", "anybody"));
        return met;
    }

    private static async Task<bool> IsMetAsync(FaultPlan plan, string service, string operation, string principal)
    {
        try
        {
            await plan.StrikeAsync(service, operation, principal, null, null, TestContext.Current.CancellationToken);
            return false;
        }
        catch (ServiceException)
        {
            return true;
        }
    }
}
