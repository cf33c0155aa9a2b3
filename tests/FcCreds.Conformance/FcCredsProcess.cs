[assembly: AssemblyFixture(typeof(FcCreds.Conformance.FcCredsProcess))]

namespace FcCreds.Conformance;

/// <summary>The server that the official clients share, with this project's fccreds.yaml.</summary>
public sealed class FcCredsProcess : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-conformance-").FullName;
    private ServeProcess? server;

    public string Url => server!.Url.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync()
        => server = await ServeProcess.StartAsync(folder, "--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--ephemeral");

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
