using System.Net;
using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Identity.Delivery;

public sealed class CredentialsUriTests
{
    private const string Variable = "ALIBABA_CLOUD_CREDENTIALS_URI";

    [Fact]
    public async Task Reply_has_what_any_sdk_demands()
    {
        await using var program = await Delivering.StartAsync();
        var variables = await program.PrepareAsync("uri");
        Assert.Equal("true", variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"]);
        // The C# SDK appends query parameters of its own.
        var (status, body) = await program.GetAsync(new(variables[Variable] + "?Timestamp=1&SignatureNonce=2"));
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(
            ["AccessKeyId", "AccessKeySecret", "Code", "Expiration", "LastUpdated", "SecurityToken"],
            json.RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", json.RootElement.GetProperty("Expiration").GetString());
    }

    [Fact]
    public async Task Session_stays_until_half_of_its_life_and_the_next_one_comes_before_it_ends()
    {
        await using var program = await Delivering.StartAsync();
        var uri = new Uri((await program.PrepareAsync("uri", seconds: 1000))[Variable]);
        var first = Delivering.AccessKeyIdIn((await program.GetAsync(uri)).Body);
        Assert.Equal(first, Delivering.AccessKeyIdIn((await program.GetAsync(uri)).Body));
        program.Server.Rooms.Clocks.Life.Shift = TimeSpan.FromSeconds(501);
        Assert.NotEqual(first, Delivering.AccessKeyIdIn((await program.GetAsync(uri)).Body));
    }

    [Fact]
    public async Task Next_one_who_asks_gets_a_new_session_when_the_old_one_was_ended()
    {
        await using var program = await Delivering.StartAsync();
        var uri = new Uri((await program.PrepareAsync("uri"))[Variable]);
        var first = Delivering.AccessKeyIdIn((await program.GetAsync(uri)).Body);
        var end = new Uri(program.Server.Url, $"/_fccreds/sessions/{first}/expire");
        Assert.Equal(HttpStatusCode.NoContent, (await program.GetAsync(end, null, HttpMethod.Post, ("x-fccreds-token", program.Server.Rooms.ControlToken))).Status);
        Assert.NotEqual(first, Delivering.AccessKeyIdIn((await program.GetAsync(uri)).Body));
    }

    [Fact]
    public async Task Address_outlives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-delivery-");
        try
        {
            string path;
            await using (var before = await Delivering.StartAsync(folder.FullName)) path = new Uri((await before.PrepareAsync("uri"))[Variable]).AbsolutePath;
            await using var after = await Delivering.StartAsync(folder.FullName);
            Assert.StartsWith("STS.", Delivering.AccessKeyIdIn((await after.GetAsync(new(after.Server.Url, path))).Body), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not%20base64")]
    [InlineData("")]
    public async Task Path_that_nobody_was_given_is_refused(string capability)
    {
        await using var program = await Delivering.StartAsync();
        var (status, body) = await program.GetAsync(new(program.Server.Url, "/_fccreds/credentials/" + capability));
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("InvalidCapability", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_a_page_nor_another_name_gets_in()
    {
        await using var program = await Delivering.StartAsync();
        var uri = new Uri((await program.PrepareAsync("uri"))[Variable]);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync(uri, null, null, ("Origin", "http://localhost"))).Status);
        Assert.DoesNotContain("Success", (await program.GetAsync(uri, "rebound.example.com")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_role_is_refused_when_it_is_ordered()
    {
        await using var program = await Delivering.StartAsync();
        using var refused = await program.OrderAsync("uri", "nobody");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Journal_tells_who_fetched_which_session_and_no_secret()
    {
        await using var program = await Delivering.StartAsync();
        var uri = new Uri((await program.PrepareAsync("uri"))[Variable]);
        using var given = JsonDocument.Parse((await program.GetAsync(uri, null, null, ("User-Agent", "some-sdk/1"))).Body);
        var events = program.Server.Rooms.Journal.Read(new());
        var fetched = Assert.Single(events.OfType<ServiceCalled>(), call => call.Service == "credentials-uri");
        var issued = Assert.Single(events.OfType<CredentialIssued>());
        Assert.Equal((issued.SessionId, "uri:fccreds", "some-sdk/1"), (fetched.SessionId, fetched.Principal, fetched.UserAgent));
        var journal = JsonSerializer.Serialize(events, JournalJson.Readable.IReadOnlyListJournalEvent);
        Assert.DoesNotContain(given.RootElement.GetProperty("AccessKeySecret").GetString()!, journal, StringComparison.Ordinal);
        Assert.DoesNotContain(uri.Segments[^1], journal, StringComparison.Ordinal);
    }
}
