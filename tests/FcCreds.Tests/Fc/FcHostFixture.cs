namespace FcCreds.Tests.Fc;

/// <summary>One host for a class: its functions have names and folders of their own.</summary>
public sealed class FcHostFixture : IAsyncLifetime
{
    internal FcHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await FcHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
