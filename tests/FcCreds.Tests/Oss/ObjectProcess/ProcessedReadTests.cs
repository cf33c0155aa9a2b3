using System.Text.Json;

namespace FcCreds.Tests.Oss.ObjectProcess;

/// <summary>GetObject through the alias of an Object FC Access Point, up to the call of the function.</summary>
public sealed class ProcessedReadTests
{
    private const string Everyone = """{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Principal":["*"],"Resource":["acs:oss:*:*:accesspointforobjectprocess/fc-ap-01/object/*"]}]}""";

    private static readonly (string, string) Ok = ("x-oss-fwd-status", "200");

    [Fact]
    public async Task Function_learns_the_range_where_the_feature_is_allowed_and_is_not_called_where_it_is_not()
    {
        await using var oss = await OssFixture.StartAsync();
        var plain = await ProcessedBucket.CreateAsync(oss, AnswerAsync);
        (await plain.ReadAsync(oss.Root, ("Range", "bytes=0-3"))).IsRefused(400, "NotImplemented");
        Assert.Null(plain.Called);

        (await plain.PutAsync(OssFixture.Bucket, "accessPointConfigForObjectProcess", plain.Configuration("Put", "<AllowedFeature>GetObject-Range</AllowedFeature>"))).IsOk();
        Assert.Equal("bytes=0-3", (await plain.ReadAsync(oss.Root, ("Range", "bytes=0-3"))).IsOk().Text);

        static async Task AnswerAsync(JsonElement happened, OssClient client)
            => await ProcessedBucket.WriteAsync(happened, client, happened.GetProperty("userRequest").GetProperty("headers").GetProperty("Range").GetString()!, Ok);
    }

    [Theory]
    [InlineData(nameof(Signing.V4))]
    [InlineData(nameof(Signing.V1))]
    [InlineData(nameof(Signing.PresignedV4))]
    [InlineData(nameof(Signing.PresignedV1))]
    public async Task Function_learns_what_was_asked_but_nothing_that_it_was_signed_with(string signing)
    {
        await using var oss = await OssFixture.StartAsync();
        var seen = "";
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
        {
            seen = happened.GetProperty("userRequest").GetRawText();
            await ProcessedBucket.WriteAsync(happened, client, "", Ok);
        });
        var reader = oss.Session(OssFixture.Allow("oss:GetObject"));
        (await oss.As(FcCreds.Core.Signing.SigningKey.Of(reader)).SendAsync(new("GET", $"/{point.Alias}/a%20b.txt") { Query = [("size", "200")], Signing = Enum.Parse<Signing>(signing) })).IsOk();
        using var asked = JsonDocument.Parse(seen);
        Assert.Equal($"http://127.0.0.1/{point.Alias}/a%20b.txt?size=200", asked.RootElement.GetProperty("url").GetString()!.Split("&x-oss-")[0]);
        Assert.DoesNotContain(reader.SecurityToken.Value, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(reader.SecurityToken.Value), seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ignature=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", seen, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Function_is_given_the_version_that_was_asked_for()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("versioning", null)], Body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"u8.ToArray() })).IsOk();
        var point = await ProcessedBucket.CreateAsync(oss, async (happened, client) =>
        {
            var url = new Uri(happened.GetProperty("getObjectContext").GetProperty("inputOssUrl").GetString()!);
            var original = await oss.As(null).SendAsync(new("GET", url.AbsolutePath + url.Query) { Host = url.Host });
            await ProcessedBucket.WriteAsync(happened, client, original.IsOk().Text, Ok);
        });
        var old = (await oss.Client.HeadAsync("/photos/a%20b.txt"))["x-oss-version-id"]!;
        (await oss.Client.PutAsync("/photos/a%20b.txt", "newer")).IsOk();
        Assert.Equal("newer", (await point.ReadAsync(oss.Root)).IsOk().Text);
        Assert.Equal("original", (await oss.Client.GetAsync($"/{point.Alias}/a%20b.txt", ("versionId", old))).IsOk().Text);
    }

    [Fact]
    public async Task Policy_for_everyone_counts_only_where_it_is_not_blocked_and_never_for_the_anonymous()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, (happened, client) => ProcessedBucket.WriteAsync(happened, client, "made", Ok));
        (await point.PutAsync(OssFixture.Bucket, "accessPointPolicyForObjectProcess", Everyone)).IsRefused(403, "AccessDenied");
        await BlockAsync("false");
        (await point.PutAsync(OssFixture.Bucket, "accessPointPolicyForObjectProcess", Everyone)).IsOk();
        Assert.Equal("made", (await point.ReadAsync(oss.Stranger)).IsOk().Text);
        (await point.ReadAsync(null)).IsRefused(403, "AccessDenied");
        await BlockAsync("true");
        (await point.ReadAsync(oss.Stranger)).IsRefused(403, "AccessDenied");

        async Task BlockAsync(string on)
        {
            var block = $"<PublicAccessBlockConfiguration><BlockPublicAccess>{on}</BlockPublicAccess></PublicAccessBlockConfiguration>";
            (await point.PutAsync(OssFixture.Bucket, "accessPointConfigForObjectProcess", point.Configuration("Put", more: block))).IsOk();
            Assert.Equal(on, (await point.GetSettingAsync("accessPointForObjectProcess")).IsOk().Xml.Descendants("BlockPublicAccess").Single().Value);
            Assert.Equal(on, (await point.GetSettingAsync("accessPointConfigForObjectProcess")).IsOk().Xml.Descendants("BlockPublicAccess").Single().Value);
        }
    }

    [Fact]
    public async Task Name_is_one_points_in_all_buckets_of_the_account()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, (happened, client) => ProcessedBucket.WriteAsync(happened, client, "first", Ok));
        (await oss.Client.PutAsync("/other")).IsOk();
        await ProcessedBucket.SupportAsync(oss, "other");
        (await point.PutAsync("other", "accessPointForObjectProcess", point.Configuration("Create"))).IsRefused(409, "AccessPointAlreadyExists");
        (await point.PutAsync(OssFixture.Bucket, "accessPointForObjectProcess", point.Configuration("Create"))).IsRefused(409, "AccessPointAlreadyExists");
        Assert.Equal("first", (await point.ReadAsync(oss.Root)).IsOk().Text);

        (await oss.Client.SendAsync(new("DELETE", "/photos") { Query = [("accessPointForObjectProcess", null)], Headers = [(ProcessedBucket.Header, "fc-ap-01")] })).IsOk(204);
        (await point.PutAsync("other", "accessPointForObjectProcess", point.Configuration("Create"))).IsOk();
    }

    [Fact]
    public async Task Function_is_named_by_its_arn_with_the_account_it_is_of()
    {
        await using var oss = await OssFixture.StartAsync();
        var point = await ProcessedBucket.CreateAsync(oss, (happened, client) => ProcessedBucket.WriteAsync(happened, client, "", Ok));
        (await point.ReadAsync(oss.Root)).IsOk();
        Assert.Equal(("fc-01", OssFixture.Account), (point.Called?.FunctionName, point.Called?.AccountId));
    }
}
