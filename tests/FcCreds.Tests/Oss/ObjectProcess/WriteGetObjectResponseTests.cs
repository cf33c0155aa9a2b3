namespace FcCreds.Tests.Oss.ObjectProcess;

public sealed class WriteGetObjectResponseTests
{
    private static readonly (string, string) Ok = ("x-oss-fwd-status", "200");

    [Fact]
    public async Task All_headers_of_the_page_reach_the_reader_under_their_own_names()
    {
        (string Name, string Value)[] told =
        [
            ("Accept-Ranges", "bytes"), ("Cache-Control", "no-cache"), ("Content-Disposition", "attachment"), ("Content-Encoding", "identity"), ("Content-Language", "en"),
            ("Content-Range", "bytes 0-4/8"), ("Content-Type", "text/html; charset=utf-8"), ("ETag", "D41D8CD98F00B204"), ("Expires", "Fri, 10 Nov 2023 03:17:58 GMT"),
            ("Last-Modified", "Tue, 10 Oct 2023 03:17:58 GMT"),
        ];
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
            (await ProcessedBucket.WriteAsync(happened, client, "short", [("x-oss-fwd-status", "206"), .. told.Select(one => ($"x-oss-fwd-header-{one.Name}", one.Value))])).IsOk());
        var read = (await point.ReadAsync(oss.Root)).IsOk(206);
        Assert.Equal("short", read.Text);
        Assert.All(told, one => Assert.Equal(one.Value, read[one.Name]));
    }

    [Theory]
    [InlineData("x-oss-fwd-header-transfer-encoding", "chunked", "NotImplemented")]
    [InlineData("x-oss-fwd-header-x-oss-request-id", "forged", "NotImplemented")]
    [InlineData("x-oss-fwd-status", "204", "InvalidArgument")]
    [InlineData("x-oss-fwd-status", "299", "InvalidArgument")]
    [InlineData("x-oss-request-token", "OSSV1#guessed", "InvalidArgument")]
    [InlineData("x-oss-request-route", "elsewhere", "InvalidArgument")]
    public async Task What_is_wrong_with_an_answer_is_told_to_the_function_which_may_try_again(string header, string value, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
        {
            var context = happened.GetProperty("getObjectContext");
            var headers = new Dictionary<string, string>
            {
                ["x-oss-request-route"] = context.GetProperty("outputRoute").GetString()!,
                ["x-oss-request-token"] = context.GetProperty("outputToken").GetString()!,
                ["x-oss-fwd-status"] = "200",
                [header] = value,
            };
            var bad = await client.SendAsync(new("POST", "/") { Query = [("x-oss-write-get-object-response", null)], Headers = [.. headers.Select(one => (one.Key, one.Value))], Body = "bad"u8.ToArray() });
            bad.IsRefused(400, code);
            (await ProcessedBucket.WriteAsync(happened, client, "good", Ok)).IsOk();
        });
        Assert.Equal("good", (await point.ReadAsync(oss.Root)).IsOk().Text);
    }

    [Fact]
    public async Task Role_without_the_permission_and_another_account_cannot_answer()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, functionPolicy: OssFixture.Allow("oss:GetObject"), body: async (happened, client) =>
        {
            (await ProcessedBucket.WriteAsync(happened, client, "no", Ok)).IsRefused(403, "AccessDenied");
            (await ProcessedBucket.WriteAsync(happened, oss.As(null), "no", Ok)).IsRefused(403, "AccessDenied");
            (await ProcessedBucket.WriteAsync(happened, oss.As(oss.Stranger), "no", Ok)).IsRefused(400, "InvalidArgument");
            (await ProcessedBucket.WriteAsync(happened, oss.Client, "owner", Ok)).IsOk();
        });
        Assert.Equal("owner", (await point.ReadAsync(oss.Root)).IsOk().Text);
    }

    [Fact]
    public async Task Unmodified_has_no_body_whatever_the_function_sends()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
            (await ProcessedBucket.WriteAsync(happened, client, "too much", ("x-oss-fwd-status", "304"), ("x-oss-fwd-header-etag", "\"same\""))).IsOk());
        var read = (await point.ReadAsync(oss.Root)).IsOk(304);
        Assert.Equal(("\"same\"", 0), (read["ETag"], read.Body.Length));
    }

    [Fact]
    public async Task Body_of_unknown_length_is_passed_on_in_chunks_in_both_dialects()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
        {
            var context = happened.GetProperty("getObjectContext");
            (await client.SendAsync(new("POST", "/")
            {
                Query = [("x-oss-write-get-object-response", null)],
                Headers =
                [
                    ("x-oss-request-route", context.GetProperty("outputRoute").GetString()!), ("x-oss-request-token", context.GetProperty("outputToken").GetString()!), Ok,
                    ("Transfer-Encoding", "chunked"),
                ],
                Body = "5\r\nhello\r\n0\r\n\r\n"u8.ToArray(),
            })).IsOk();
        });
        var read = (await point.ReadAsync(oss.Root)).IsOk();
        Assert.Equal(("hello", "chunked"), (read.Text, read["Transfer-Encoding"]));
        var byS3 = await oss.Client.SendAsync(new("GET", "/a%20b.txt") { Host = $"{point.Alias}.s3.oss-cn-hangzhou.aliyuncs.com", Names = (point.Alias, "a b.txt") });
        Assert.Equal("hello", byS3.IsOk().Text);
    }

    [Fact]
    public async Task Reader_that_is_gone_is_told_to_the_function()
    {
        await using var oss = await OssFixture.StartAsync();
        var arrived = new TaskCompletionSource();
        var told = new TaskCompletionSource<OssAnswer>();
        var gone = new TaskCompletionSource();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
        {
            arrived.SetResult();
            await gone.Task;
            // More than any socket keeps: the server hears of the closed connection at the latest while it writes.
            told.SetResult(await ProcessedBucket.WriteAsync(happened, client, new('x', 32 * 1024 * 1024), Ok));
        });
        var wire = oss.Client.Signed(new("GET", $"/{point.Alias}/a%20b.txt"));
        var head = $"GET {wire.RawPath} HTTP/1.1\r\nHost: {wire.Host}\r\n{string.Concat(wire.Headers.Select(field => $"{field.Name}: {field.Value}\r\n"))}\r\n";
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", oss.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(head), TestContext.Current.CancellationToken);
            await arrived.Task;
        }
        gone.SetResult();
        Assert.Contains((await told.Task).Code, new[] { "ObjectProcessFailed", "InvalidArgument" });
    }
}
