using Amazon.S3;

namespace FcCreds.Tests.Oss.S3;

/// <summary>Tests that drive a server of their own with the AWS SDK.</summary>
public abstract class S3ClientSuite : IAsyncLifetime
{
    protected const string Bucket = OssFixture.Bucket;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected OssFixture Cloud { get; private set; } = null!;

    private protected AmazonS3Client Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cloud = await OssFixture.StartAsync();
        Client = Cloud.S3();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
