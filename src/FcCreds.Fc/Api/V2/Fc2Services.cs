namespace FcCreds.Fc.Api.V2;

/// <summary>GetService and ListServices of FC 2.0.</summary>
internal static class Fc2Services
{
    public static Task GetAsync(FcCall call)
    {
        var service = Fc2Service.Read(call).Name;
        return call.Account.Functions.Keys.Any(function => Fc2Service.Has(service, function))
            ? call.ReplyAsync(Model(service, call), FcJson.Readable.Fc2ServiceModel)
            : throw FcErrors.ServiceNotFound.Saying($"service '{service}' does not exist");
    }

    public static Task ListAsync(FcCall call)
    {
        var (page, next) = Paging.Of(call, Fc2Service.All(call.Account), name => name);
        return call.ReplyAsync(new([.. page.Select(name => Model(name, call))], next), FcJson.Readable.Fc2ServicePage);
    }

    private static Fc2ServiceModel Model(string name, FcCall call)
    {
        var first = call.Account.Functions.Values.Where(function => Fc2Service.Has(name, function.Name)).Min(function => function.CreatedTime);
        return new(name, name, true, FcTime.Text(first), FcTime.Text(first));
    }
}

internal sealed record Fc2ServiceModel(string ServiceName, string ServiceId, bool InternetAccess, string CreatedTime, string LastModifiedTime);

internal sealed record Fc2ServicePage(IReadOnlyList<Fc2ServiceModel> Services, string? NextToken);
