using System.Net;
using FcCreds.Identity.Delivery;

namespace FcCreds.Tests.Identity.Delivery;

public sealed class MetadataServiceTests
{
    private const string Host = "100.100.100.200";
    private const string RolePath = "/latest/meta-data/ram/security-credentials/";
    private const string RoleName = "fccreds-default-role";

    [Fact]
    public async Task Machine_without_a_role_has_no_credentials()
    {
        await using var program = await Delivering.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(program, RolePath)).Status);
        Assert.Equal("owner-account-id\nregion-id", (await AskAsync(program, "/latest/meta-data/")).Body);
        Assert.Equal("cn-hangzhou", (await AskAsync(program, "/latest/meta-data/region-id")).Body);
    }

    [Theory]
    [InlineData(RolePath)]
    [InlineData("/latest/meta-data/Ram/security-credentials/")]
    public async Task First_version_gives_the_role_and_its_credentials_whatever_the_case(string path)
    {
        await using var program = await Delivering.StartAsync();
        Assert.Equal(RoleName, (await program.PrepareAsync("metadata"))["ALIBABA_CLOUD_ECS_METADATA"]);
        Assert.Equal(RoleName, (await AskAsync(program, path)).Body);
        Assert.StartsWith("STS.", Delivering.AccessKeyIdIn((await AskAsync(program, path + RoleName)).Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(program, path + "another")).Status);
    }

    [Fact]
    public async Task Token_is_taken_until_it_ends()
    {
        await using var program = await Delivering.StartAsync();
        await program.PrepareAsync("metadata");
        var (status, token) = await AskAsync(program, "/latest/api/token", HttpMethod.Put, (MetadataService.TtlHeader, "60"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(RoleName, (await AskAsync(program, RolePath, null, (MetadataService.TokenHeader, token))).Body);
        program.Server.Rooms.Clocks.Life.Shift = TimeSpan.FromSeconds(61);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(program, RolePath, null, (MetadataService.TokenHeader, token))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(program, RolePath, null, (MetadataService.TokenHeader, "made-up"))).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("21601")]
    [InlineData("-5")]
    [InlineData("soon")]
    public async Task Token_needs_a_time_to_live(string? ttl)
    {
        await using var program = await Delivering.StartAsync();
        (string, string)[] headers = ttl is null ? [] : [(MetadataService.TtlHeader, ttl)];
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(program, "/latest/api/token", HttpMethod.Put, headers)).Status);
    }

    [Fact]
    public async Task Hardened_machine_refuses_who_has_no_token()
    {
        await using var program = await Delivering.StartAsync();
        await program.PrepareAsync("metadata");
        program.Server.Rooms.Metadata.RequiresToken = true;
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(program, RolePath)).Status);
        var (_, token) = await AskAsync(program, "/latest/api/token", HttpMethod.Put, (MetadataService.TtlHeader, "21600"));
        Assert.Equal(RoleName, (await AskAsync(program, RolePath, null, (MetadataService.TokenHeader, token))).Body);
    }

    [Fact]
    public async Task Relays_and_pages_get_nothing()
    {
        await using var program = await Delivering.StartAsync();
        await program.PrepareAsync("metadata");
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(program, "/latest/api/token", HttpMethod.Put, (MetadataService.TtlHeader, "60"), ("X-Forwarded-For", "10.0.0.1"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(program, RolePath, null, ("Origin", "http://evil.example"))).Status);
    }

    [Fact]
    public async Task Machine_has_one_role()
    {
        await using var program = await Delivering.StartAsync();
        await program.PrepareAsync("metadata");
        program.Server.Rooms.Metadata.Consumer = program.Server.Rooms.Metadata.Consumer! with { RoleArn = "acs:ram::1234567890123456:role/another" };
        using var refused = await program.OrderAsync("metadata");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    private static Task<(HttpStatusCode Status, string Body)> AskAsync(Delivering program, string path, HttpMethod? method = null, params (string, string)[] headers)
        => program.GetAsync(new(program.Server.Url, path), Host, method, headers);
}
