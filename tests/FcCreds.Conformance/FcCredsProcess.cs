[assembly: AssemblyFixture(typeof(FcCreds.Conformance.FcCredsProcess))]
[assembly: AssemblyFixture(typeof(FcCreds.Conformance.FcCredsOnS3Process))]

namespace FcCreds.Conformance;

/// <summary>The server that the official clients share, with this project's fccreds.yaml.</summary>
public class FcCredsProcess : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-conformance-").FullName;
    private ServeProcess? server;

    public string Url => server!.Url.GetLeftPart(UriPartial.Authority);

    public virtual async ValueTask InitializeAsync() => server = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<ServeProcess> StartAsync(params string[] options)
        => ServeProcess.StartAsync(folder, ["--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--ephemeral", .. options]);

    private protected void Use(ServeProcess started) => server = started;
}

/// <summary>The same on an S3 server; none where there is no S3 server.</summary>
public sealed class FcCredsOnS3Process : FcCredsProcess
{
    public override async ValueTask InitializeAsync()
    {
        if (TestS3.IsThere) Use(await StartAsync(TestS3.Options(TestS3.NewPrefix())));
    }
}
