using System.Text;
using FcCreds.Core.Signing;
using FcCreds.Oss;

namespace FcCreds.Tests.Oss.Object;

public sealed class RestoreObjectTests
{
    [Fact]
    public async Task An_archived_object_thaws_and_freezes_by_the_life_clock()
    {
        await using var oss = await StartAsync("Archive");
        (await oss.Client.GetAsync("/photos/old")).IsRefused(403, "InvalidObjectState", "0016-00000404");
        Assert.Null((await oss.Client.HeadAsync("/photos/old")).IsOk()["x-oss-restore"]);

        (await RestoreAsync(oss.Client, "<RestoreRequest><Days>2</Days></RestoreRequest>")).IsOk(202);
        Assert.Equal("ongoing-request=\"true\"", (await oss.Client.HeadAsync("/photos/old"))["x-oss-restore"]);
        Assert.Equal("ongoing-request=\"true\"", await ListedAsync(oss));
        (await oss.Client.GetAsync("/photos/old")).IsRefused(403, "InvalidObjectState");
        (await RestoreAsync(oss.Client)).IsRefused(409, "RestoreAlreadyInProgress", "0016-00000701");

        oss.Clocks.Life.Shift = TimeSpan.FromMinutes(2);
        var thawed = (await oss.Client.GetAsync("/photos/old")).IsOk();
        Assert.Equal("x", thawed.Text);
        Assert.StartsWith("ongoing-request=\"false\", expiry-date=\"", thawed["x-oss-restore"], StringComparison.Ordinal);
        Assert.Equal(thawed["x-oss-restore"], await ListedAsync(oss));
        (await RestoreAsync(oss.Client, "<RestoreRequest><Days>5</Days></RestoreRequest>")).IsOk(200);

        oss.Clocks.Life.Shift = TimeSpan.FromDays(3);
        (await oss.Client.GetAsync("/photos/old")).IsOk();
        oss.Clocks.Life.Shift = TimeSpan.FromDays(6);
        (await oss.Client.GetAsync("/photos/old")).IsRefused(403, "InvalidObjectState");
        Assert.Null((await oss.Client.HeadAsync("/photos/old"))["x-oss-restore"]);
        Assert.Null(await ListedAsync(oss));
        (await RestoreAsync(oss.Client)).IsOk(202);
    }

    [Fact]
    public async Task A_cold_archive_takes_as_long_as_its_tier_says_and_can_only_be_hastened()
    {
        await using var oss = await StartAsync("ColdArchive");
        Assert.Equal("Standard", (await RestoreAsync(oss.Client, Request("Standard"))).IsOk(202)["x-oss-object-restore-priority"]);
        (await RestoreAsync(oss.Client, Request("Bulk"))).IsRefused(409, "RestoreAlreadyInProgress", "0016-00000715");
        (await RestoreAsync(oss.Client, Request("Expedited"))).IsOk(202);
        oss.Clocks.Life.Shift = TimeSpan.FromHours(1.5);
        (await oss.Client.GetAsync("/photos/old")).IsOk();
    }

    [Theory]
    [InlineData("Archive", "<RestoreRequest><Days>8</Days></RestoreRequest>", "InvalidArgument")]
    [InlineData("ColdArchive", "<RestoreRequest><Days>0</Days></RestoreRequest>", "InvalidArgument")]
    [InlineData("ColdArchive", "<RestoreRequest><Days>many</Days></RestoreRequest>", "MalformedXML")]
    [InlineData("ColdArchive", "<RestoreRequest><JobParameters><Tier>Test</Tier></JobParameters></RestoreRequest>", "MalformedXML")]
    [InlineData("DeepColdArchive", "<RestoreRequest><JobParameters><Tier>Bulk</Tier></JobParameters></RestoreRequest>", "MalformedXML")]
    [InlineData("Standard", "", "OperationNotSupported")]
    [InlineData("IA", "<RestoreRequest><Days>1</Days></RestoreRequest>", "OperationNotSupported")]
    public async Task What_cannot_be_restored_so_is_refused(string storageClass, string request, string code)
    {
        await using var oss = await StartAsync(storageClass);
        (await RestoreAsync(oss.Client, request)).IsRefused(400, code);
    }

    [Fact]
    public async Task A_thawed_object_can_be_frozen_again_and_copied_onto_itself_in_another_class()
    {
        await using var oss = await StartAsync("ColdArchive", new() { RestoreDelay = TimeSpan.FromMinutes(1) });
        (await CleanAsync(oss.Client)).IsRefused(409, "ArchiveRestoreFileStale", "0016-00000718");
        (await RestoreAsync(oss.Client)).IsOk(202);
        (await CleanAsync(oss.Client)).IsRefused(409, "ArchiveRestoreNotFinished", "0016-00000719");
        (await oss.Client.PutAsync("/photos/old", "", ("x-oss-copy-source", "/photos/old"), ("x-oss-storage-class", "Standard"))).IsRefused(403, "InvalidObjectState");
        oss.Clocks.Life.Shift = TimeSpan.FromMinutes(2);
        (await CleanAsync(oss.Client)).IsOk();
        (await oss.Client.GetAsync("/photos/old")).IsRefused(403, "InvalidObjectState");

        (await RestoreAsync(oss.Client)).IsOk(202);
        oss.Clocks.Life.Shift = TimeSpan.FromMinutes(4);
        (await oss.Client.PutAsync("/photos/old", "", ("x-oss-copy-source", "/photos/old"), ("x-oss-storage-class", "Standard"))).IsOk();
        var warm = (await oss.Client.GetAsync("/photos/old")).IsOk();
        Assert.Equal(("Standard", null, "x"), (warm["x-oss-storage-class"], warm["x-oss-restore"], warm.Text));
    }

    [Fact]
    public async Task Restoring_takes_its_own_permission()
    {
        await using var oss = await StartAsync("Archive");
        (await RestoreAsync(oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:GetObject")))))).IsRefused(403, "AccessDenied");
        (await RestoreAsync(oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:RestoreObject")))))).IsOk(202);
    }

    private static async Task<OssFixture> StartAsync(string storageClass, OssOptions? options = null)
    {
        var oss = await OssFixture.StartAsync(options);
        (await oss.Client.PutAsync("/photos/old", "x", ("x-oss-storage-class", storageClass))).IsOk();
        return oss;
    }

    private static string Request(string tier) => $"<RestoreRequest><Days>1</Days><JobParameters><Tier>{tier}</Tier></JobParameters></RestoreRequest>";

    private static Task<OssAnswer> RestoreAsync(OssClient client, string request = "")
        => client.SendAsync(new("POST", "/photos/old") { Query = [("restore", null)], Body = Encoding.UTF8.GetBytes(request) });

    private static Task<OssAnswer> CleanAsync(OssClient client) => client.SendAsync(new("POST", "/photos/old") { Query = [("cleanRestoredObject", null)], Body = [] });

    /// <summary>The same in both lists.</summary>
    private static async Task<string?> ListedAsync(OssFixture oss)
    {
        var (first, second) = ((await oss.Client.GetAsync("/photos")).IsOk(), (await oss.Client.GetAsync("/photos", ("list-type", "2"))).IsOk());
        var state = first.Xml.Element("Contents")!.Element("RestoreInfo")?.Value;
        Assert.Equal(state, second.Xml.Element("Contents")!.Element("RestoreInfo")?.Value);
        return state;
    }
}
