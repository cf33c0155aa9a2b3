using Xunit;

namespace FcCreds.Testing;

/// <summary>One cloud for the tests of a class, a collection or an assembly; each test opens a sandbox of its own.</summary>
public sealed class FcCredsFixture : IAsyncLifetime
{
    private FcCredsCloud? cloud;

    /// <summary>The server that the tests use.</summary>
    public FcCredsCloud Cloud => cloud ?? throw new InvalidOperationException("The fixture has not been initialized; xunit does that before the first test.");

    public Task<Sandbox> NewSandboxAsync(Action<SandboxBuilder>? build = null, CancellationToken ct = default) => Cloud.NewSandboxAsync(build, ct);

    public async ValueTask InitializeAsync() => cloud = await FcCredsCloud.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null) await cloud.DisposeAsync();
    }
}
