using System.Text;

namespace FcCreds.Tests.Oss.Settings;

/// <summary>Settings that are documents: what Get answers before, after and without them, and what is refused.</summary>
public sealed class KeptSettingTests
{
    private const string Inventory = """
        <InventoryConfiguration><Id>daily</Id><IsEnabled>true</IsEnabled><Filter><Prefix>in/</Prefix></Filter>
        <Destination><OSSBucketDestination><Format>CSV</Format><AccountId>1</AccountId><RoleArn>acs:ram::1:role/r</RoleArn><Bucket>acs:oss:::photos</Bucket></OSSBucketDestination></Destination>
        <Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>
        """;

    public static TheoryData<string, string, string, string> Settings => new()
    {
        // query, what Get answers when not set (code or text), a good document, a bad one
        { "encryption", "NoSuchServerSideEncryptionRule", "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>", "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>ROT13</SSEAlgorithm></ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>" },
        { "tagging", "", "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>", "<Tagging><TagSet><Tag><Key>Aliyun-k</Key><Value>v</Value></Tag></TagSet></Tagging>" },
        { "logging", "", "<BucketLoggingStatus><LoggingEnabled><TargetBucket>photos</TargetBucket><TargetPrefix>log/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>", "<BucketLoggingStatus><LoggingEnabled><TargetBucket>nobody-s</TargetBucket></LoggingEnabled></BucketLoggingStatus>" },
        { "userDefinedLogFieldsConfig", "NoSuchUserDefinedLogFieldsConfig", "<UserDefinedLogFieldsConfiguration><HeaderSet><header>h</header></HeaderSet></UserDefinedLogFieldsConfiguration>", "<UserDefinedLogFieldsConfiguration/>" },
        { "inventory&inventoryId=daily", "NoSuchInventory", Inventory, Inventory.Replace("CSV", "XLS", StringComparison.Ordinal) },
        { "resourceGroup", "rg-default-id", "<BucketResourceGroupConfiguration><ResourceGroupId>rg-1</ResourceGroupId></BucketResourceGroupConfiguration>", "<Other/>" },
        { "bucketArchiveDirectRead", "false", "<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>", "<ArchiveDirectReadConfiguration><Enabled>maybe</Enabled></ArchiveDirectReadConfiguration>" },
        { "accessmonitor", "Disabled", "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>", "<AccessMonitorConfiguration><Status>On</Status></AccessMonitorConfiguration>" },
        { "httpsConfig", "false", "<HttpsConfiguration><TLS><Enable>true</Enable><TLSVersion>TLSv1.2</TLSVersion></TLS></HttpsConfiguration>", "<HttpsConfiguration><TLS><Enable>true</Enable></TLS></HttpsConfiguration>" },
        { "qosInfo", "NoSuchBucketQosInfo", "<QoSConfiguration><TotalUploadBandwidth>10</TotalUploadBandwidth></QoSConfiguration>", "<QoSConfiguration><TotalUploadBandwidth>x</TotalUploadBandwidth></QoSConfiguration>" },
        { "requesterQosInfo&qosRequester=2", "NoSuchRequesterQosInfo", "<QoSConfiguration><TotalUploadBandwidth>10</TotalUploadBandwidth></QoSConfiguration>", "<QoSConfiguration><TotalUploadBandwidth>x</TotalUploadBandwidth></QoSConfiguration>" },
        { "qos", "-1", "<BucketUserQos><StorageCapacity>10</StorageCapacity></BucketUserQos>", "<BucketUserQos><StorageCapacity>-2</StorageCapacity></BucketUserQos>" },
        { "img", "photosFalseFalseFalseFalseFalse!Enabled", "<Channel><OrigPicForbidden>True</OrigPicForbidden><StyleDelimiters>-</StyleDelimiters></Channel>", "<Channel><UseStyleOnly>perhaps</UseStyleOnly></Channel>" },
        { "processConfiguration", "Publicfalse", "<BucketProcessConfiguration><CompliedHost>Private</CompliedHost></BucketProcessConfiguration>", "<Other/>" },
        { "style&styleName=small", "NoSuchStyle", "<Style><Content>image/resize,w_10</Content></Style>", "<Style/>" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_comes_back_as_it_was_put_and_not_before(string query, string whenNotSet, string good, string bad)
    {
        await using var oss = await OssFixture.StartAsync();
        var before = await SendAsync(oss, "GET", query);
        if (whenNotSet.StartsWith("NoSuch", StringComparison.Ordinal)) before.IsRefused(404, whenNotSet);
        else Assert.Equal(whenNotSet, before.IsOk().Xml.Value);
        Assert.Equal(400, (await SendAsync(oss, "PUT", query, bad)).Status);
        Assert.Equal(before.Status, (await SendAsync(oss, "GET", query)).Status);

        (await SendAsync(oss, "PUT", query, good)).IsOk();
        var after = (await SendAsync(oss, "GET", query)).IsOk().Xml;
        var leaves = System.Xml.Linq.XElement.Parse(good).Descendants().Where(element => !element.HasElements).Select(element => (element.Name.LocalName, element.Value));
        Assert.All(leaves, leaf => Assert.Contains(leaf, after.Descendants().Select(element => (element.Name.LocalName, element.Value))));
    }

    [Fact]
    public async Task A_setting_that_changes_nothing_says_so()
    {
        await using var oss = await OssFixture.StartAsync();
        var stored = await SendAsync(oss, "PUT", "accessmonitor", "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>");
        Assert.Equal("stored-only", stored["x-fccreds-effect"]);
        Assert.Contains(oss.NotesOf(stored), note => note.Kind == "stored-only");
        Assert.Equal("Enabled", (await SendAsync(oss, "GET", "bucketInfo")).Xml.Descendants("AccessMonitor").Single().Value);
    }

    [Fact]
    public async Task Some_bucket_tags_are_deleted_by_name_and_lists_filter_by_tag_and_group()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/others")).IsOk();
        (await SendAsync(oss, "PUT", "tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag></TagSet></Tagging>")).IsOk();
        (await SendAsync(oss, "PUT", "resourceGroup", "<BucketResourceGroupConfiguration><ResourceGroupId>rg-1</ResourceGroupId></BucketResourceGroupConfiguration>")).IsOk();
        Assert.Equal(["photos"], await NamesAsync(oss, new("GET", "/") { Query = [("tag-key", "a"), ("tag-value", "1")] }));
        Assert.Equal(["photos"], await NamesAsync(oss, new("GET", "/") { Query = [("tagging", "\"a\":\"1\",\"b\":\"2\"")] }));
        Assert.Equal(["photos"], await NamesAsync(oss, new("GET", "/") { Headers = [("x-oss-resource-group-id", "rg-1")] }));
        Assert.Empty(await NamesAsync(oss, new("GET", "/") { Query = [("tag-key", "a"), ("tag-value", "2")] }));
        (await oss.Client.DeleteAsync("/photos", ("tagging", "a"))).IsOk(204);
        Assert.Equal("b2", (await SendAsync(oss, "GET", "tagging")).Xml.Value);
        (await oss.Client.DeleteAsync("/photos", ("tagging", null))).IsOk(204);
        Assert.Equal("", (await SendAsync(oss, "GET", "tagging")).Xml.Value);
    }

    [Fact]
    public async Task Inventories_and_styles_are_listed()
    {
        await using var oss = await OssFixture.StartAsync();
        (await SendAsync(oss, "PUT", "inventory&inventoryId=other", Inventory)).IsRefused(400, "InvalidArgument");
        (await SendAsync(oss, "PUT", "inventory&inventoryId=daily", Inventory)).IsOk();
        var list = (await SendAsync(oss, "GET", "inventory")).IsOk().Xml;
        Assert.Equal(("daily", "false"), (list.Element("InventoryConfiguration")!.Element("Id")!.Value, list.Element("IsTruncated")!.Value));
        (await SendAsync(oss, "PUT", "style&styleName=small", "<Style><Content>image/resize,w_10</Content></Style>")).IsOk();
        Assert.Equal(["small"], (await SendAsync(oss, "GET", "style")).IsOk().Xml.Descendants("Name").Select(name => name.Value));
        (await SendAsync(oss, "DELETE", "style&styleName=small")).IsOk(204);
        Assert.Empty((await SendAsync(oss, "GET", "style")).Xml.Elements());
    }

    [Fact]
    public async Task Replication_rules_come_and_go()
    {
        await using var oss = await OssFixture.StartAsync();
        (await SendAsync(oss, "GET", "replication")).IsRefused(404, "NoSuchReplicationConfiguration");
        var put = await SendAsync(oss, "POST", "replication&comp=add", "<ReplicationConfiguration><Rule><ID>r1</ID><Destination><Bucket>other</Bucket><Location>oss-cn-beijing</Location></Destination></Rule></ReplicationConfiguration>");
        Assert.Equal("r1", put.IsOk()["x-oss-replication-rule-id"]);
        Assert.Equal("starting", (await SendAsync(oss, "GET", "replication")).Xml.Descendants("Status").Single().Value);
        (await SendAsync(oss, "POST", "replication&comp=delete", "<ReplicationRules><ID>r2</ID></ReplicationRules>")).IsRefused(404, "NoSuchReplicationRule");
        (await SendAsync(oss, "POST", "replication&comp=delete", "<ReplicationRules><ID>r1</ID></ReplicationRules>")).IsOk();
        (await SendAsync(oss, "GET", "replication")).IsRefused(404, "NoSuchReplicationConfiguration");
    }

    [Fact]
    public async Task A_meta_query_can_be_opened_but_not_asked()
    {
        await using var oss = await OssFixture.StartAsync();
        (await SendAsync(oss, "GET", "metaQuery")).IsRefused(404, "MetaQueryNotExist");
        (await SendAsync(oss, "POST", "metaQuery&comp=add")).IsOk();
        Assert.Equal("Running", (await SendAsync(oss, "GET", "metaQuery")).Xml.Element("State")!.Value);
        (await SendAsync(oss, "POST", "metaQuery&comp=query", "<MetaQuery/>")).IsRefused(400, "NotImplemented");
        (await SendAsync(oss, "POST", "metaQuery&comp=delete")).IsOk();
        (await SendAsync(oss, "GET", "metaQuery")).IsRefused(404, "MetaQueryNotExist");
    }

    [Fact]
    public async Task Live_channels_are_kept_listed_and_hold_their_bucket()
    {
        await using var oss = await OssFixture.StartAsync();
        var body = Encoding.UTF8.GetBytes("<LiveChannelConfiguration><Description>d</Description><Target><Type>HLS</Type></Target></LiveChannelConfiguration>");
        var made = (await oss.Client.SendAsync(new("PUT", "/photos/cam") { Query = [("live", null)], Body = body })).IsOk().Xml;
        Assert.StartsWith("rtmp://photos.oss-cn-hangzhou.aliyuncs.com/live/cam", made.Element("PublishUrls")!.Value, StringComparison.Ordinal);
        Assert.Equal(["cam"], (await SendAsync(oss, "GET", "live")).IsOk().Xml.Descendants("Name").Select(name => name.Value));
        (await oss.Client.SendAsync(new("PUT", "/photos/cam") { Query = [("live", null), ("status", "disabled")] })).IsOk();
        Assert.Equal("Disabled", (await oss.Client.GetAsync("/photos/cam", ("live", null), ("comp", "stat"))).IsOk().Xml.Value);
        Assert.Equal("disabled", (await oss.Client.GetAsync("/photos/cam", ("live", null))).IsOk().Xml.Element("Status")!.Value);
        (await oss.Client.DeleteAsync("/photos")).IsRefused(409, "BucketNotEmpty");
        (await oss.Client.DeleteAsync("/photos/cam", ("live", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos/cam", ("live", null))).IsRefused(404, "NoSuchLiveChannel");
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
    }

    [Fact]
    public async Task The_region_of_the_server_is_described()
    {
        await using var oss = await OssFixture.StartAsync();
        var regions = (await oss.Client.GetAsync("/", ("regions", null))).IsOk().Xml;
        Assert.Equal("oss-cn-hangzhou", regions.Descendants("Region").Single().Value);
        (await oss.Client.GetAsync("/", ("regions", "oss-mars"))).IsRefused(400, "InvalidArgument");
    }

    private static async Task<IEnumerable<string>> NamesAsync(OssFixture oss, OssRequest request)
        => (await oss.Client.SendAsync(request)).IsOk().Xml.Descendants("Name").Select(name => name.Value);

    private static Task<OssAnswer> SendAsync(OssFixture oss, string method, string query, string? body = null) => oss.Client.SendAsync(new(method, "/photos")
    {
        Query = [.. query.Split('&').Select(part => part.Split('=')).Select(pair => (pair[0], pair.Length > 1 ? pair[1] : null))],
        Body = body is null ? null : Encoding.UTF8.GetBytes(body),
    });
}
