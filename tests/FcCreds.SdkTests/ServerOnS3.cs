using FcCreds.Conformance;
using FcCreds.Testing;
using Minio;

namespace FcCreds.SdkTests;

/// <summary><c>fccreds serve</c> on the S3 server that FCCREDS_TEST_S3_ENDPOINT names; tests are skipped where there is none.</summary>
public sealed class ServerOnS3 : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-sdk-").FullName;
    private ServeProcess? server;
    private FcCredsCloud? cloud;

    /// <summary>Before the names of all its buckets.</summary>
    public string BucketPrefix { get; } = TestS3.NewPrefix();

    public FcCredsCloud Cloud
    {
        get
        {
            Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
            return cloud!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!TestS3.IsThere) return;
        server = await ServeProcess.StartAsync(folder, ["--ephemeral", .. TestS3.Options(BucketPrefix)]);
        cloud = await FcCredsCloud.AttachAsync(server.Url, server.ControlToken);
    }

    public static IMinioClient Client()
    {
        var endpoint = new Uri(TestS3.Endpoint);
        return new MinioClient()
            .WithEndpoint(endpoint.Host, endpoint.Port)
            .WithSSL(endpoint.Scheme == Uri.UriSchemeHttps)
            .WithCredentials(TestS3.AccessKeyId, TestS3.Secret.Value)
            .WithRegion("us-east-1")
            .Build();
    }

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null) await cloud.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
