using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Core.Signing;

/// <summary>One signed request of <c>fixtures/signing</c>, whose signature was computed outside this project's code.</summary>
internal sealed record SigningVector(string Name, string Scheme, string? Bucket, string? Key, string AccessKeyId, string AccessKeySecret, string Signature, WireRequest Request)
{
    public static IReadOnlyList<SigningVector> All { get; } =
        [.. new[] { "oss.json", "openapi.json", "fc.json", "aws.json" }.SelectMany(file => ReadFile(Path.Combine(Folder(), file)))];

    public static SigningVector Named(string name) => All.Single(vector => vector.Name == name);

    public SignatureReading Read(WireRequest request) => Scheme switch
    {
        "oss" => OssSignature.Read(request, Bucket, Key),
        "aws" => AwsSignature.Read(request, Bucket),
        "rpc" => RpcSignature.Read(request),
        "acs3" => Acs3Signature.Read(request),
        "acs3-trigger" => Acs3Signature.ReadTrigger(request),
        "fc" => FcSignature.Read(request),
        "fc-trigger" => FcSignature.ReadTrigger(request),
        _ => throw new InvalidDataException(Scheme),
    };

    /// <summary>The request as it was before it was signed.</summary>
    public WireRequest WithoutHeaders(params string[] names)
        => Request with { Headers = [.. Request.Headers.Where(field => !names.Contains(field.Name, StringComparer.OrdinalIgnoreCase))] };

    public WireRequest WithoutQuery(params string[] names)
        => Request with { Query = [.. Request.Query.Where(parameter => !names.Contains(parameter.Name))] };

    private static IEnumerable<SigningVector> ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(FromJson)];
    }

    private static SigningVector FromJson(JsonElement json)
    {
        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        var target = RequestTarget.Parse(Text("target")!);
        var headers = json.GetProperty("headers").EnumerateObject().Select(field => new HeaderField(field.Name, field.Value.GetString()!)).ToArray();
        var request = new WireRequest
        {
            Method = Text("method")!,
            Scheme = "http",
            Host = headers.First(field => field.Name == "Host").Value,
            RawPath = target.RawPath,
            Query = target.Query,
            Headers = headers,
            Form = RequestTarget.ParseForm(Text("form") ?? ""),
        };
        return new(Text("name")!, Text("scheme")!, Text("bucket"), Text("key"), Text("accessKeyId")!, Text("accessKeySecret")!, Text("signature")!, request);
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FcCreds.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("FcCreds.sln");
        return Path.Combine(folder, "fixtures", "signing");
    }
}
