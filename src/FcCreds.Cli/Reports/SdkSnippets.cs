namespace FcCreds.Cli.Reports;

/// <summary>
/// How each official SDK is pointed here. SDKs differ in what they make of an endpoint: an IP address means path style to all
/// but ali-oss, which leaves the bucket out then and wants <c>localhost</c> with <c>sldEnable</c> (seen with ali-oss 6.23).
/// </summary>
internal static class SdkSnippets
{
    public static IEnumerable<(string Sdk, string Line)> For(Uri url, string region)
    {
        var ip = url.GetLeftPart(UriPartial.Authority);
        var name = new UriBuilder(url) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        return
        [
            ("Python oss2", $"oss2.Bucket(oss2.StsAuth(id, secret, token), '{ip}', 'my-bucket')"),
            ("ali-oss", $"new OSS({{ endpoint: '{name}', sldEnable: true, bucket: 'my-bucket', accessKeyId, accessKeySecret, stsToken }})"),
            ("Go v2", $"oss.LoadDefaultConfig().WithRegion(\"{region}\").WithEndpoint(\"{ip}\").WithUsePathStyle(true)"),
            ("Java", $"new OSSClientBuilder().build(\"{ip}\", id, secret, token)"),
            ("C#", $"new OssClient(\"{ip}\", id, secret, token)"),
            ("STS, Node", $"new Sts20150401(new Config({{ endpoint: '{url.Authority}', protocol: 'http', accessKeyId, accessKeySecret }}))"),
            ("any program", "fccreds exec --role NAME -- COMMAND   (credentials and *.aliyuncs.com, both answered here)"),
        ];
    }
}
