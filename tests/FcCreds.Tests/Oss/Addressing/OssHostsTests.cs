using FcCreds.Oss;
using FcCreds.Oss.Addressing;

namespace FcCreds.Tests.Oss.Addressing;

public sealed class OssHostsTests
{
    private readonly OssHosts hosts = new(new OssOptions { OwnHosts = ["localhost", "oss.test"] });

    [Theory]
    [InlineData("127.0.0.1:8280")]
    [InlineData("[::1]:8280")]
    [InlineData("localhost")]
    [InlineData("oss.test:80")]
    [InlineData("fccreds:8280")]
    [InlineData(".localhost")]
    [InlineData("")]
    public void Own_names_are_path_style(string host) => Assert.Equal(new(OssHostKind.Own), hosts.Read(host));

    [Theory]
    [InlineData("oss-cn-shenzhen-internal.aliyuncs.com", "cn-shenzhen")]
    [InlineData("oss-ap-southeast-1.aliyuncs.com:443", "ap-southeast-1")]
    [InlineData("s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou")]
    [InlineData("cn-hangzhou.oss.aliyuncs.com", "cn-hangzhou")]
    [InlineData("oss-accelerate.aliyuncs.com", null)]
    [InlineData(".oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou")]
    [InlineData("undefined.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou")]
    public void Endpoints_of_the_cloud_name_no_bucket(string host, string? region) => Assert.Equal(new(OssHostKind.CloudService, "", region, IsS3(host)), hosts.Read(host));

    [Theory]
    [InlineData("photos.localhost:8280", null)]
    [InlineData("photos.127.0.0.1:8080", null)]
    [InlineData("photos.oss.test", null)]
    [InlineData("photos.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou")]
    [InlineData("PHOTOS.OSS-CN-HANGZHOU-INTERNAL.ALIYUNCS.COM", "cn-hangzhou")]
    [InlineData("photos.s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou")]
    [InlineData("photos.cn-hangzhou.oss.aliyuncs.com", "cn-hangzhou")]
    [InlineData("photos.oss-accelerate-overseas.aliyuncs.com", null)]
    public void A_bucket_in_front_is_a_virtual_host(string host, string? region) => Assert.Equal(new(OssHostKind.VirtualHost, "photos", region, IsS3(host)), hosts.Read(host));

    [Theory]
    [InlineData("example.com")]
    [InlineData("sts.aliyuncs.com")]
    [InlineData("photos.s3.amazonaws.com")]
    public void Other_names_are_unknown(string host) => Assert.Equal(OssHostKind.Unknown, hosts.Read(host).Kind);

    private static bool IsS3(string host) => host.Contains("s3.oss-", StringComparison.Ordinal);
}
