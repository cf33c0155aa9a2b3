namespace FcCreds.Conformance;

/// <summary>The S3 server that <c>./test</c> starts, or another that the variables name.</summary>
internal static class TestS3
{
    public static bool IsThere => !string.IsNullOrEmpty(Variable("FCCREDS_TEST_S3_ENDPOINT"));

    public static string Missing => "no S3 server: install radosgw, ceph-mon, ceph-osd and ceph-common and run ./test, or let FCCREDS_TEST_S3_ENDPOINT name one";

    public static string Endpoint => Variable("FCCREDS_TEST_S3_ENDPOINT")!;

    public static string AccessKeyId => Variable("FCCREDS_TEST_S3_ACCESS_KEY_ID")!;

    /// <summary>Options of <c>fccreds serve</c>; buckets begin with a prefix that nobody else uses.</summary>
    public static string[] Options(string bucketPrefix) =>
    [
        "--s3-endpoint", Endpoint, "--s3-access-key-id", AccessKeyId, "--s3-bucket-prefix", bucketPrefix,
    ];

    public static (string Name, string Value) Secret => ("FCCREDS_S3_SECRET_ACCESS_KEY", Variable("FCCREDS_TEST_S3_SECRET_ACCESS_KEY")!);

    public static string NewPrefix() => $"c{Guid.NewGuid().ToString("N")[..10]}-";

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
