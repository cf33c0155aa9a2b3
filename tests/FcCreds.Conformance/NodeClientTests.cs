namespace FcCreds.Conformance;

/// <summary>Official npm clients, unmodified, against the running server. The scenarios stand in node/*.mjs.</summary>
public sealed class NodeClientTests(FcCredsProcess server, ITestOutputHelper output) : NodeClientSuite(output)
{
    protected override string Store => "embedded";

    protected override string Url => server.Url;
}

/// <summary>The same clients and scenarios, the objects kept by an S3 server.</summary>
public sealed class NodeClientOnS3Tests(FcCredsOnS3Process server, ITestOutputHelper output) : NodeClientSuite(output)
{
    protected override string Store => "s3";

    protected override string Url
    {
        get
        {
            Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
            return server.Url;
        }
    }
}

/// <summary>What every server must be to the official clients, whatever keeps its objects.</summary>
public abstract class NodeClientSuite(ITestOutputHelper output)
{
    /// <summary>As the summary names it.</summary>
    protected abstract string Store { get; }

    protected abstract string Url { get; }

    [Fact]
    public Task Ali_oss_keeps_objects_in_every_addressing_style() => RunAsync("ali-oss-objects.mjs");

    [Fact]
    public Task Ali_oss_knows_what_objects_have_besides_content() => RunAsync("ali-oss-features.mjs");

    [Fact]
    public Task Ali_oss_uploads_in_parts_and_appends() => RunAsync("ali-oss-uploads.mjs");

    [Fact]
    public Task Ali_oss_keeps_versions_and_settings() => RunAsync("ali-oss-buckets.mjs");

    [Fact]
    public Task Ali_oss_settles_who_may_do_what_with_a_bucket() => RunAsync("ali-oss-access.mjs");

    [Fact]
    public Task Ali_oss_meets_every_credential_outcome() => RunAsync("ali-oss-credentials.mjs");

    [Fact]
    public Task Forms_signed_by_ali_oss_are_taken() => RunAsync("ali-oss-forms.mjs");

    [Fact]
    public Task The_sts_product_sdk_assumes_roles() => RunAsync("sts.mjs");

    [Fact]
    public Task The_sts_product_sdk_assumes_roles_with_tokens_of_an_issuer() => RunAsync("oidc.mjs");

    [Fact]
    public Task The_sts_product_sdk_assumes_roles_with_assertions_of_an_identity_provider() => RunAsync("saml.mjs");

    [Fact]
    public Task The_old_rpc_client_assumes_roles() => RunAsync("pop-core.mjs");

    [Fact]
    public Task The_ram_product_sdk_manages_users_groups_and_roles() => RunAsync("ram-principals.mjs");

    [Fact]
    public Task The_ram_product_sdk_manages_policies_and_they_act_at_once() => RunAsync("ram-policies.mjs");

    [Fact]
    public Task The_ram_product_sdk_keeps_what_an_account_has_besides() => RunAsync("ram-settings.mjs");

    [Fact]
    public Task The_ims_product_sdk_manages_identity_providers() => RunAsync("ims.mjs");

    [Fact]
    public Task The_fc_product_sdk_invokes_functions() => RunAsync("fc.mjs");

    [Fact]
    public Task The_fc_product_sdk_invokes_functions_asynchronously() => RunAsync("fc-async.mjs");

    [Fact]
    public Task The_fc_product_sdk_manages_functions_and_what_hangs_on_them() => RunAsync("fc-functions.mjs");

    [Fact]
    public Task The_client_of_fc_2_invokes_functions_of_any_service() => RunAsync("fc2.mjs");

    private async Task RunAsync(string file)
    {
        var results = await NodeScenarios.RunAsync(file, Url);
        // tests/summary.mjs counts these lines.
        foreach (var result in results) output.WriteLine($"conformance {Store}: {(result.Problem is null ? "ok" : "FAILED")} {file} {result.Name}");
        var problems = results.Where(result => result.Problem is not null).Select(result => $"{result.Name}\n{result.Problem}").ToList();
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }
}
