using System.Text;
using System.Text.Json;
using FcCreds.Core.Functions;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.ObjectProcess;

/// <summary>What a test's function does with its event; it signs with the function's own credentials.</summary>
internal delegate Task FunctionBody(JsonElement happened, OssClient client);

/// <summary>A bucket with an Object FC Access Point whose function runs in the test's own process, with a role's credentials.</summary>
internal sealed class ProcessedBucket(OssFixture oss, FunctionBody body, string functionPolicy) : IFunctionInvoker
{
    public const string Header = "x-oss-access-point-for-object-process-name";

    private const string Name = "fc-ap-01";

    public string Alias { get; private set; } = "";

    /// <summary>What the last call was for.</summary>
    public InvocationRequest? Called { get; private set; }

    private OssClient Client => oss.As(SigningKey.Of(oss.Session(functionPolicy)));

    public static async Task<ProcessedBucket> CreateAsync(OssFixture oss, FunctionBody body, string features = "", string? functionPolicy = null)
    {
        var made = new ProcessedBucket(oss, body, functionPolicy ?? OssFixture.Allow("oss:WriteGetObjectResponse"));
        oss.Functions = made;
        (await oss.Client.PutAsync("/photos/a%20b.txt", "original")).IsOk();
        await SupportAsync(oss, OssFixture.Bucket);
        made.Alias = (await made.PutAsync(OssFixture.Bucket, "accessPointForObjectProcess", made.Configuration("Create", features))).IsOk()
            .Xml.Element("AccessPointForObjectProcessAlias")!.Value;
        return made;
    }

    public static async Task SupportAsync(OssFixture oss, string bucket) => (await oss.Client.SendAsync(new("PUT", $"/{bucket}")
    {
        Query = [("accessPoint", null)],
        Body = "<CreateAccessPointConfiguration><AccessPointName>ap-01</AccessPointName><NetworkOrigin>internet</NetworkOrigin></CreateAccessPointConfiguration>"u8.ToArray(),
    })).IsOk();

    /// <summary>Of a point whose role may read every object.</summary>
    public string Configuration(string verb, string features = "", string more = "")
    {
        var role = oss.Session(OssFixture.Allow("oss:GetObject*")).Claims.RoleName;
        return $"""
            <{verb}AccessPointForObjectProcessConfiguration><AccessPointName>ap-01</AccessPointName>{more}<ObjectProcessConfiguration>
            <AllowedFeatures>{features}</AllowedFeatures><TransformationConfigurations><TransformationConfiguration>
            <Actions><Action>GetObject</Action></Actions><ContentTransformation><FunctionCompute>
            <FunctionAssumeRoleArn>acs:ram::{OssFixture.Account}:role/{role}</FunctionAssumeRoleArn>
            <FunctionArn>acs:fc:cn-hangzhou:{OssFixture.Account}:services/test-oss-fc.LATEST/functions/fc-01</FunctionArn>
            </FunctionCompute></ContentTransformation></TransformationConfiguration></TransformationConfigurations>
            </ObjectProcessConfiguration></{verb}AccessPointForObjectProcessConfiguration>
            """.Replace("PutAccessPointFor", "PutAccessPointConfigFor", StringComparison.Ordinal);
    }

    public Task<OssAnswer> PutAsync(string bucket, string query, string content) => oss.Client.SendAsync(
        new("PUT", $"/{bucket}") { Query = [(query, null)], Headers = [(Header, Name)], Body = Encoding.UTF8.GetBytes(content) });

    public Task<OssAnswer> GetSettingAsync(string query)
        => oss.Client.SendAsync(new("GET", "/photos") { Query = [(query, null)], Headers = [(Header, Name)] });

    public Task<OssAnswer> ReadAsync(SigningKey? key, params (string, string)[] headers)
        => oss.As(key).SendAsync(new("GET", $"/{Alias}/a%20b.txt") { Headers = headers });

    /// <summary>Sends WriteGetObjectResponse, with these headers beside route and token.</summary>
    public static Task<OssAnswer> WriteAsync(JsonElement happened, OssClient client, string content, params (string Name, string Value)[] headers)
    {
        var context = happened.GetProperty("getObjectContext");
        return client.SendAsync(new("POST", "/")
        {
            Host = context.GetProperty("outputRoute").GetString()!,
            Query = [("x-oss-write-get-object-response", null)],
            Headers = [("x-oss-request-route", context.GetProperty("outputRoute").GetString()!), ("x-oss-request-token", context.GetProperty("outputToken").GetString()!), .. headers],
            Body = Encoding.UTF8.GetBytes(content),
        });
    }

    public async Task<InvocationResult> InvokeAsync(InvocationRequest request, CancellationToken ct)
    {
        Called = request;
        using var happened = JsonDocument.Parse(request.Event);
        await body(happened.RootElement, Client);
        return new() { RequestId = request.RequestId, Body = default, Log = "", Duration = default, MaxMemoryMb = 0, InstanceId = "c-0" };
    }
}
