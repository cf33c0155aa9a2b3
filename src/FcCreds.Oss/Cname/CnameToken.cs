using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Cname;

/// <summary>What a domain's owner would put into the DNS; kept among the bucket's settings for 72 hours.</summary>
internal static class CnameToken
{
    private const string SettingName = "cnameTokens";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    /// <summary>The one that is there and has not expired; null when there is none.</summary>
    public static XElement? Find(BucketSettings settings, string domain, DateTimeOffset now)
        => All(settings).Elements("CnameToken").FirstOrDefault(one => one.Element("Cname")?.Value == domain && Expires(one) > now);

    /// <summary>Settings with a token for the domain, as it was or new.</summary>
    public static BucketSettings With(BucketSettings settings, string bucket, string domain, string token, DateTimeOffset now)
    {
        if (Find(settings, domain, now) is not null) return settings;
        var all = All(settings);
        all.Elements("CnameToken").Where(one => one.Element("Cname")?.Value == domain || Expires(one) <= now).Remove();
        all.Add(new XElement("CnameToken",
            new XElement("Bucket", bucket),
            new XElement("Cname", domain),
            new XElement("Token", token),
            new XElement("ExpireTime", (now + Lifetime).ToString("R", CultureInfo.InvariantCulture))));
        return settings.With(SettingName, all.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement All(BucketSettings settings) => XElement.Parse(settings.Find(SettingName) ?? "<CnameTokens/>");

    private static DateTimeOffset Expires(XElement token) => DateTimeOffset.Parse(token.Element("ExpireTime")!.Value, CultureInfo.InvariantCulture);
}

/// <summary>"CreateCnameToken": the same again until it expires.</summary>
internal sealed class CreateCnameToken : IOperation<CreateCnameToken>
{
    public required string Domain { get; init; }

    public static async ValueTask<CreateCnameToken> ReadAsync(OssCall call, CancellationToken ct) => new() { Domain = (await CnameRequest.ReadAsync(call, ct)).Domain };

    public static IEnumerable<Demand> Demands(CreateCnameToken input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(CreateCnameToken input, OssCall call, CancellationToken ct)
    {
        var now = call.Clocks.Life.GetUtcNow();
        var token = Guid.NewGuid().ToString("N");
        await call.ChangeSettingsAsync(settings => CnameToken.With(settings, call.Bucket.Name, input.Domain, token, now), ct);
        return OssReply.Xml(CnameToken.Find(call.Settings, input.Domain, now)!);
    }
}

/// <summary>"GetCnameToken".</summary>
internal sealed class GetCnameToken : IOperation<GetCnameToken>
{
    public required string Domain { get; init; }

    public static ValueTask<GetCnameToken> ReadAsync(OssCall call, CancellationToken ct) => new(new GetCnameToken { Domain = CnameRequest.Check(call.Query("cname") ?? "") });

    public static IEnumerable<Demand> Demands(GetCnameToken input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetCnameToken input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(CnameToken.Find(call.Settings, input.Domain, call.Clocks.Life.GetUtcNow()) ?? throw OssErrors.NoSuchCnameToken.With(("Cname", input.Domain))));
}
