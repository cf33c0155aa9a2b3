using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Tests.Fc.Triggers.Http.Access;

public sealed class JwtAccessTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] Shared = "a shared secret of some length"u8.ToArray();

    private readonly FcHost host = fixture.Host;

    public static TheoryData<string, string> Algorithms => new()
    {
        { "RS256", "rsa" }, { "RS512", "rsa" }, { "PS256", "rsa" }, { "PS384", "rsa" }, { "ES256", "ec" }, { "HS256", "oct" }, { "HS384", "oct" }, { "HS512", "oct" },
    };

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_token_of_any_algorithm_lets_in(string algorithm, string kid)
    {
        using var response = await SendAsync(Config(), ("Authentication", $"Bearer {Token(algorithm, kid)}"));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await Web.TextAsync(response));
    }

    [Fact]
    public async Task A_missing_token_and_a_bad_one_are_refused_with_the_documented_words()
    {
        foreach (var header in (string[])["", "Token abc", "Bearer"])
        {
            using var missing = await SendAsync(Config(), ("Authentication", header));
            Assert.Equal((403, "AccessDenied", "the jwt token is missing"), await Web.ErrorAsync(missing));
        }
        string[] bad =
        [
            "abc", "a.b.c",
            Token("RS256", "nobody"),
            Token("RS256", null),
            Token("HS256", "rsa"), // a public key is no shared secret
            Token("ES256", "rsa"),
            Token("none", "rsa"),
            Token("RS256", "rsa", new() { ["exp"] = 1 }),
            Token("RS256", "rsa", new() { ["exp"] = "soon" }),
            Token("RS256", "rsa", new() { ["nbf"] = 4102444800 }),
            Token("RS256", "rsa")[..^4] + "AAAA",
            Swap(Token("RS256", "rsa")),
        ];
        foreach (var token in bad)
        {
            using var refused = await SendAsync(Config(), ("Authentication", $"Bearer {token}"));
            Assert.Equal((403, "AccessDenied", "invalid or expired jwt"), await Web.ErrorAsync(refused));
        }
    }

    [Fact]
    public async Task A_key_with_an_algorithm_is_for_that_one_only_and_a_token_without_kid_for_the_key_without()
    {
        var keys = Keys(kid: null, alg: "RS256");
        using var accepted = await SendAsync(Config(keys.DeepClone()), ("Authentication", $"Bearer {Token("RS256", null)}"));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        using var refused = await SendAsync(Config(keys.DeepClone()), ("Authentication", $"Bearer {Token("RS384", null)}"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Keys_may_be_fetched_and_a_new_one_is_found_when_a_token_names_it()
    {
        var published = Keys("first", null).ToJsonString();
        var asked = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var issuer = builder.Build();
        issuer.Run(http =>
        {
            asked++;
            return http.Response.WriteAsync(published, http.RequestAborted);
        });
        await issuer.StartAsync(TestContext.Current.CancellationToken);
        var function = Web.Declare(host, "def handler(event, context):\n    return 'in'\n", Config(keys: $"{issuer.Urls.First()}/keys"));
        async Task<int> StatusAsync(string kid) => (int)(await Web.GetAsync(host, function, "/", ("Authentication", $"Bearer {Token("RS256", kid)}"))).StatusCode;
        Assert.Equal((200, 200, 1), (await StatusAsync("first"), await StatusAsync("first"), asked));
        published = Keys("second", null).ToJsonString();
        // Not at once: whoever makes up names of keys would have us ask for each.
        Assert.Equal((403, 1), (await StatusAsync("second"), asked));
    }

    [Theory]
    [InlineData("query:access", "/?access=TOKEN", null, null)]
    [InlineData("cookie:session", "/", "Cookie", "a=b; session=TOKEN")]
    [InlineData("header:X-First,header:X-Second:JWT:", "/", "X-Second", "JWT:TOKEN")]
    [InlineData("header:Authorization:Bearer ,cookie:session", "/", "Cookie", "session=TOKEN")]
    public async Task A_token_is_looked_for_where_the_lookups_say(string lookup, string target, string? header, string? value)
    {
        var token = Token("ES256", "ec");
        var function = Web.Declare(host, Web.EchoEvent, Config(lookup: lookup));
        using var response = await Web.GetAsync(host, function, target.Replace("TOKEN", token, StringComparison.Ordinal), header is null ? [] : [(header, value!.Replace("TOKEN", token, StringComparison.Ordinal))]);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await Web.TextAsync(response));
    }

    [Fact]
    public async Task A_token_may_come_in_a_form()
    {
        var function = Web.Declare(host, Web.EchoEvent, Config(lookup: "form:access"));
        using var response = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/", new FormUrlEncodedContent([new("access", Token("ES256", "ec"))]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Claims_reach_the_function_and_what_the_client_says_in_their_place_does_not()
    {
        var function = Web.Declare(host, Web.EchoEvent, Config(claims: "query:uid:user,header:name:x-name,header:none:x-none,cookie:uid:who,form:name:name"));
        var token = Token("ES256", "ec", new() { ["uid"] = 42, ["name"] = "Ada L" });
        using var response = await Web.SendAsync(host, HttpMethod.Post, $"/_fccreds/http/{function}/?user=1&keep=2", new FormUrlEncodedContent([new("name", "Eve"), new("a", "b")]),
            ("Authentication", $"Bearer {token}"), ("X-Name", "Eve"), ("X-None", "Eve"), ("Cookie", "who=1; c=d"));
        var seen = await Web.JsonAsync(response);
        Assert.Equal("""{"keep":"2","user":"42"}""", seen.GetProperty("queryParameters").GetRawText());
        Assert.Equal("Ada L", seen.GetProperty("headers").GetProperty("X-Name").GetString());
        Assert.False(seen.GetProperty("headers").TryGetProperty("X-None", out _));
        Assert.Equal("c=d; who=42", seen.GetProperty("headers").GetProperty("Cookie").GetString());
        Assert.Equal("a=b&name=Ada%20L", Encoding.UTF8.GetString(seen.GetProperty("body").GetBytesFromBase64()));
    }

    [Fact]
    public async Task Path_lists_say_what_needs_a_token()
    {
        var open = Web.Declare(host, Web.EchoEvent, Config(extra: ("whitelist", new JsonArray("/health", "/public/*"))));
        Assert.Equal("200 200 403", await StatusesAsync(open, "/health", "/public/a/b", "/healthy"));
        var closed = Web.Declare(host, Web.EchoEvent, Config(extra: ("blacklist", new JsonArray("/admin*"))));
        Assert.Equal("403 403 200", await StatusesAsync(closed, "/admin", "/administrator", "/"));
    }

    [Theory]
    [InlineData("""{"authType":"jwt","methods":["GET"]}""", "authType jwt needs 'authConfig'")]
    [InlineData("""{"authType":"jwt","methods":["GET"],"authConfig":{"jwks":{"keys":[]},"tokenLookup":"body:x"}}""", "A JWKS has at least one key.|'body' is no place of a token")]
    [InlineData("""{"authType":"jwt","methods":["GET"],"authConfig":{"jwks":{"keys":[{"kty":"RSA","n":"AQAB"},{"kty":"DSA"}]},"tokenLookup":"header:x","claimPassBy":"path:x:y","whitelist":[],"blacklist":["x"]}}""",
        "'e' is missing|this is 'DSA'|'path' is no place for a claim|'x' is no path|exclude each other")]
    public void Mistakes_are_told_all_at_once(string config, string expected)
    {
        List<SettingsProblem> problems = [];
        HttpTriggerSettings.Read(config, problems);
        var told = string.Join('\n', problems.Select(problem => problem.Message));
        foreach (var message in expected.Split('|')) Assert.Contains(message, told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_of_s_yaml_and_the_stored_form_mean_the_same()
    {
        var keys = Keys("rsa", null).ToJsonString();
        var config = $$"""{"JWKS":{{keys}},"TokenLookup":"header:Authorization:Bearer ,cookie:t","ClaimPassBy":"query:uid:user"}""";
        var stored = Read($$"""{"authType":"jwt","methods":["GET"],"authConfig": {{JsonSerializer.Serialize(config)}} }""");
        var written = Read($$"""
            {"authType":"jwt","methods":["GET"],"authConfig":{"jwks":{{keys}},
             "tokenLookup":[{"readPosition":"header","parameterName":"Authorization","prefix":"Bearer "},{"readPosition":"cookie","parameterName":"t"}],
             "claimPassBy":[{"mappingParameterPosition":"query","mappingParameterName":"user","claimName":"uid"}]} }
            """);
        Assert.Equal(stored.Lookups, written.Lookups);
        Assert.Equal(stored.Claims, written.Claims);
    }

    private static FcCreds.Fc.Triggers.Http.Access.JwtAccess Read(string config)
    {
        List<SettingsProblem> problems = [];
        var settings = HttpTriggerSettings.Read(config, problems);
        Assert.Empty(problems);
        return (FcCreds.Fc.Triggers.Http.Access.JwtAccess)settings!.Access;
    }

    private Task<HttpResponseMessage> SendAsync(string config, params (string, string)[] headers) => Web.GetAsync(host, Web.Declare(host, "def handler(event, context):\n    return 'in'\n", config), "/", headers);

    private async Task<string> StatusesAsync(string function, params string[] paths)
    {
        var statuses = new List<int>();
        foreach (var path in paths)
        {
            using var response = await Web.GetAsync(host, function, path);
            statuses.Add((int)response.StatusCode);
        }
        return string.Join(' ', statuses);
    }

    private static string Config(JsonNode? keys = null, string lookup = "header:Authentication:Bearer ", string? claims = null, (string Name, JsonNode Value)? extra = null)
    {
        var config = new JsonObject { ["jwks"] = keys ?? Keys("rsa", null), ["tokenLookup"] = lookup };
        if (claims is not null) config["claimPassBy"] = claims;
        if (extra is { } more) config[more.Name] = more.Value;
        return new JsonObject { ["authType"] = "jwt", ["methods"] = new JsonArray("GET", "POST"), ["authConfig"] = config }.ToJsonString();
    }

    private static JsonObject Keys(string? kid, string? alg)
    {
        var (rsa, ec) = (Rsa.ExportParameters(false), Ec.ExportParameters(false));
        var first = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(rsa.Modulus), ["e"] = Base64Url.EncodeToString(rsa.Exponent) };
        if (kid is not null) first["kid"] = kid;
        if (alg is not null) first["alg"] = alg;
        return new()
        {
            ["keys"] = new JsonArray(
                first,
                new JsonObject { ["kty"] = "EC", ["kid"] = "ec", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(ec.Q.X), ["y"] = Base64Url.EncodeToString(ec.Q.Y) },
                new JsonObject { ["kty"] = "oct", ["kid"] = "oct", ["k"] = Base64Url.EncodeToString(Shared) }),
        };
    }

    private static string Token(string algorithm, string? kid, JsonObject? claims = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (kid is not null) header["kid"] = kid;
        var signed = $"{Part(header)}.{Part(claims ?? new() { ["sub"] = "ada", ["exp"] = 4102444800 })}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(algorithm, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static byte[] Sign(string algorithm, byte[] data)
    {
        var hash = algorithm[2..] switch { "384" => HashAlgorithmName.SHA384, "512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        return algorithm[..2] switch
        {
            "RS" => Rsa.SignData(data, hash, RSASignaturePadding.Pkcs1),
            "PS" => Rsa.SignData(data, hash, RSASignaturePadding.Pss),
            "ES" => Ec.SignData(data, hash),
            "HS" => CryptographicOperations.HmacData(hash, Shared, data),
            _ => [],
        };
    }

    /// <summary>Other claims under the same signature.</summary>
    private static string Swap(string token) => string.Join('.', token.Split('.')[0], Part(new() { ["sub"] = "eve" }), token.Split('.')[2]);

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
