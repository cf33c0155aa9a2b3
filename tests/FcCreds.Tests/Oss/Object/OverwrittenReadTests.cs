using System.Text;
using FcCreds.Tests.Oss.Image;
using FcCreds.Tests.Oss.Multipart;
using FcCreds.Tests.Storage;
using FcCreds.Tests.Storage.Embedded;

namespace FcCreds.Tests.Oss.Object;

/// <summary>Reads of what is replaced meanwhile, for longer than the store keeps it.</summary>
public sealed class OverwrittenReadTests : IAsyncLifetime
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromMinutes(1);

    private readonly TestStore data = new();
    private MeddlingStore store = null!;
    private OssFixture oss = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = new(await data.OpenAsync());
        oss = await OssFixture.StartAsync(store: store);
    }

    public async ValueTask DisposeAsync()
    {
        await oss.DisposeAsync();
        data.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_long_download_ends_as_it_began_though_the_object_is_replaced(bool isComposed)
    {
        // More than the sockets between take in at once.
        byte[][] parts = [MultipartClient.Bytes(20_000_000, 1), MultipartClient.Bytes(20_000_000, 2)];
        if (isComposed) await ComposeAsync(parts);
        else (await oss.Client.SendAsync(new("PUT", "/photos/a") { Body = [.. parts[0], .. parts[1]] })).IsOk();
        (await oss.Client.SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "public-read")], Body = [] })).IsOk();

        using var http = new HttpClient();
        await using var download = await http.GetStreamAsync($"http://127.0.0.1:{oss.Port}/photos/a", Ct);
        var content = new byte[40_000_000];
        await download.ReadExactlyAsync(content.AsMemory(0, 1000), Ct);
        (await oss.Client.PutAsync("/photos/a", "new")).IsOk();
        data.Monotonic.Advance(LongAfter);
        await download.ReadExactlyAsync(content.AsMemory(1000), Ct);
        Assert.Equal(MultipartClient.Md5([.. parts[0], .. parts[1]]), MultipartClient.Md5(content));
        Assert.Equal(0, await download.ReadAsync(new byte[1], Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_replaced_between_the_look_and_the_opening_is_read_as_it_is_then(bool isComposed)
    {
        if (isComposed) await ComposeAsync([MultipartClient.Bytes(200_000, 1), MultipartClient.Bytes(200_000, 2)]);
        else (await oss.Client.SendAsync(new("PUT", "/photos/a") { Body = MultipartClient.Bytes(300_000) })).IsOk();
        store.BeforeOpening(_ => ReplaceAsync("/photos/a", "new"));
        Assert.Equal("new", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);
    }

    [Fact]
    public async Task So_are_images_and_selected_records()
    {
        (await oss.Client.SendAsync(new("PUT", "/photos/image") { Body = [.. TestImages.Png(8, 8), .. new byte[300_000]] })).IsOk();
        store.BeforeOpening(async _ => await ReplaceAsync("/photos/image", TestImages.Png(9, 9)));
        Assert.Contains("\"ImageWidth\": {\"value\": \"9\"}", (await oss.Client.GetAsync("/photos/image", ("x-oss-process", "image/info"))).IsOk().Text, StringComparison.Ordinal);

        (await oss.Client.PutAsync("/photos/csv", string.Concat(Enumerable.Repeat("old,1\n", 60_000)))).IsOk();
        store.BeforeOpening(_ => ReplaceAsync("/photos/csv", "new,2\n"));
        var request = $"<SelectRequest><Expression>{Convert.ToBase64String("select _1 from ossobject"u8)}</Expression><OutputSerialization><OutputRawData>true</OutputRawData></OutputSerialization></SelectRequest>";
        var selected = await oss.Client.SendAsync(new("POST", "/photos/csv") { Query = [("x-oss-process", "csv/select")], Body = Encoding.UTF8.GetBytes(request) });
        Assert.Equal((206, "new\n"), (selected.Status, selected.Text));
    }

    [Fact]
    public async Task A_completion_whose_upload_is_aborted_while_it_reads_the_parts_says_so()
    {
        var upload = await oss.Client.InitiateAsync("/photos/a", null, ("sequential", null));
        (await oss.Client.UploadPartAsync("/photos/a", upload, 1, MultipartClient.Bytes(300_000))).IsOk();
        store.BeforeOpening(async _ =>
        {
            (await oss.Client.AbortAsync("/photos/a", upload)).IsOk(204);
            data.Monotonic.Advance(LongAfter);
        });
        (await oss.Client.CompleteAllAsync("/photos/a", upload)).IsRefused(404, "NoSuchUpload");
    }

    private Task ReplaceAsync(string path, string content) => ReplaceAsync(path, Encoding.UTF8.GetBytes(content));

    private async Task ReplaceAsync(string path, byte[] content)
    {
        (await oss.Client.SendAsync(new("PUT", path) { Body = content })).IsOk();
        data.Monotonic.Advance(LongAfter);
        Assert.Equal(0, data.CountFiles());
    }

    private async Task ComposeAsync(byte[][] parts)
    {
        var upload = await oss.Client.InitiateAsync("/photos/a");
        for (var number = 1; number <= parts.Length; number++) (await oss.Client.UploadPartAsync("/photos/a", upload, number, parts[number - 1])).IsOk();
        (await oss.Client.CompleteAllAsync("/photos/a", upload)).IsOk();
    }
}
