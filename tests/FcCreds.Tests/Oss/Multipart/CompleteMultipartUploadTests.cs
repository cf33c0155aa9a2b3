namespace FcCreds.Tests.Oss.Multipart;

public sealed class CompleteMultipartUploadTests
{
    private static readonly byte[] First = MultipartClient.Bytes(MultipartClient.MinPart, 1);
    private static readonly byte[] Last = MultipartClient.Bytes(10, 2);

    [Fact]
    public async Task The_list_of_parts_is_checked_with_the_clouds_errors()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        var (first, last) = (MultipartClient.Md5(First), MultipartClient.Md5(Last));
        (await oss.Client.CompleteAsync("/photos/a", id, (2, last), (1, first))).IsRefused(400, "InvalidPartOrder", "0042-00000209");
        (await oss.Client.CompleteAsync("/photos/a", id, (1, first), (1, first))).IsRefused(400, "InvalidPartOrder", "0042-00000209");
        var missing = await oss.Client.CompleteAsync("/photos/a", id, (1, first), (3, last));
        missing.IsRefused(400, "InvalidPart");
        Assert.Equal("3", missing.Error.Element("PartNumber")!.Value);
        (await oss.Client.CompleteAsync("/photos/a", id, (1, last))).IsRefused(400, "InvalidPart");
        (await oss.Client.CompleteAsync("/photos/a", id, (0, first))).IsRefused(400, "InvalidArgument", "0017-00000220");
        (await oss.Client.CompleteAsync("/photos/a", id, "<CompleteMultipartUpload>")).IsRefused(400, "MalformedXML", "0042-00000205");
        (await oss.Client.CompleteAsync("/photos/a", id, "<Wrong/>")).IsRefused(400, "MalformedXML", "0042-00000205");
        (await oss.Client.CompleteAsync("/photos/a", id, "<CompleteMultipartUpload/>")).IsRefused(400, "MalformedXML", "0042-00000205");
        (await oss.Client.CompleteAsync("/photos/a", id, "")).IsRefused(400, "MalformedXML", "0042-00000205");
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
        // None of the refusals ended the upload.
        (await oss.Client.CompleteAsync("/photos/a", id, (1, first), (2, last))).IsOk();
    }

    [Fact]
    public async Task Every_part_but_the_last_has_100_kib()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await oss.Client.InitiateAsync("/photos/a");
        await oss.Client.UploadPartAsync("/photos/a", id, 1, First[..^1]);
        await oss.Client.UploadPartAsync("/photos/a", id, 2, Last);
        var refused = await oss.Client.CompleteAllAsync("/photos/a", id);
        refused.IsRefused(400, "EntityTooSmall", "0042-00000213");
        Assert.Equal(("102399", "102400", "1"), (refused.Error.Element("ProposedSize")!.Value, refused.Error.Element("MinSizeAllowed")!.Value, refused.Error.Element("PartNumber")!.Value));
        await oss.Client.UploadPartAsync("/photos/a", id, 1, First);
        (await oss.Client.CompleteAllAsync("/photos/a", id)).IsOk();
    }

    [Fact]
    public async Task Unknown_nodes_and_namespaces_in_the_list_are_ignored()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        var document = $"""
            <CompleteMultipartUpload xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><Hint>x</Hint>
              <Part><Size>9</Size><ETag>&quot;{MultipartClient.Md5(First)}&quot;</ETag><PartNumber> 1 </PartNumber></Part>
            </CompleteMultipartUpload>
            """;
        (await oss.Client.CompleteAsync("/photos/a", id, document)).IsOk();
        Assert.Equal(First, (await oss.Client.GetAsync("/photos/a")).Body);
    }

    [Fact]
    public async Task Completing_all_takes_no_list()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        (await oss.Client.CompleteAsync("/photos/a", id, MultipartClient.Document((1, MultipartClient.Md5(First))), ("x-oss-complete-all", "yes")))
            .IsRefused(400, "InvalidArgument", "0042-00000216");
        (await oss.Client.CompleteAsync("/photos/a", id, "", ("x-oss-complete-all", "no"))).IsRefused(400, "InvalidArgument");
        (await oss.Client.CompleteAllAsync("/photos/a", id)).IsOk();
        Assert.Equal((byte[])[.. First, .. Last], (await oss.Client.GetAsync("/photos/a")).Body);
        var empty = await oss.Client.InitiateAsync("/photos/b");
        (await oss.Client.CompleteAllAsync("/photos/b", empty)).IsRefused(400, "InvalidPart");
    }

    [Fact]
    public async Task Overwriting_can_be_forbidden_at_both_ends()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        (await oss.Client.PutAsync("/photos/a", "there")).IsOk();
        (await oss.Client.TryInitiateAsync("/photos/a", [("x-oss-forbid-overwrite", "true")])).IsRefused(409, "FileAlreadyExists");
        (await oss.Client.CompleteAllAsync("/photos/a", id, ("x-oss-forbid-overwrite", "true"))).IsRefused(409, "FileAlreadyExists");
        Assert.Equal("there", (await oss.Client.GetAsync("/photos/a")).Text);
        (await oss.Client.CompleteAllAsync("/photos/a", id)).IsOk();
    }

    [Fact]
    public async Task The_acl_of_the_completion_wins()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        (await oss.Client.CompleteAllAsync("/photos/a", id, ("x-oss-object-acl", "public-read"))).IsOk();
        (await oss.As(null).GetAsync("/photos/a")).IsOk();
    }

    [Fact]
    public async Task An_upload_belongs_to_its_key_and_ends_once()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        var wrong = await oss.Client.CompleteAllAsync("/photos/b", id);
        wrong.IsRefused(404, "NoSuchUpload", "0017-00000244");
        Assert.Equal(id, wrong.Error.Element("UploadId")!.Value);
        (await oss.Client.CompleteAllAsync("/photos/a", "../settings")).IsRefused(404, "NoSuchUpload");
        (await oss.Client.CompleteAllAsync("/photos/a", id)).IsOk();
        (await oss.Client.CompleteAllAsync("/photos/a", id)).IsRefused(404, "NoSuchUpload");
        (await oss.Client.AbortAsync("/photos/a", id)).IsRefused(404, "NoSuchUpload");
        (await oss.Client.GetAsync("/photos/a", ("uploadId", id))).IsRefused(404, "NoSuchUpload");
    }

    [Fact]
    public async Task The_answer_names_the_object_encoded_where_asked()
    {
        await using var oss = await OssFixture.StartAsync();
        const string path = "/photos/a%20b%01";
        var id = await oss.Client.InitiateAsync(path, null, ("encoding-type", "url"));
        await oss.Client.UploadPartAsync(path, id, 1, Last);
        var done = (await oss.Client.SendAsync(new("POST", path) { Query = [("uploadId", id), ("encoding-type", "url")], Headers = [("x-oss-complete-all", "yes")], Body = [] })).IsOk().Xml;
        Assert.Equal(("url", "a%20b%01", "photos"), (done.Element("EncodingType")!.Value, done.Element("Key")!.Value, done.Element("Bucket")!.Value));
        Assert.Equal($"http://127.0.0.1{path}", done.Element("Location")!.Value);
    }

    [Fact]
    public async Task Without_permission_nothing_of_it_works()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await StartAsync(oss);
        var user = oss.As(oss.User);
        (await user.TryInitiateAsync("/photos/a")).IsRefused(403, "AccessDenied");
        (await user.UploadPartAsync("/photos/a", id, 1, Last)).IsRefused(403, "AccessDenied");
        (await user.CompleteAllAsync("/photos/a", id)).IsRefused(403, "AccessDenied");
        (await user.AbortAsync("/photos/a", id)).IsRefused(403, "AccessDenied");
        (await user.GetAsync("/photos/a", ("uploadId", id))).IsRefused(403, "AccessDenied");
        (await user.GetAsync("/photos", ("uploads", null))).IsRefused(403, "AccessDenied");
        var writer = oss.As(oss.AddUser("LTAIwriter", OssFixture.Allow("oss:PutObject")));
        (await writer.CompleteAllAsync("/photos/a", id)).IsOk();
    }

    private static async Task<string> StartAsync(OssFixture oss)
    {
        var id = await oss.Client.InitiateAsync("/photos/a");
        (await oss.Client.UploadPartAsync("/photos/a", id, 1, First)).IsOk();
        (await oss.Client.UploadPartAsync("/photos/a", id, 2, Last)).IsOk();
        return id;
    }
}
