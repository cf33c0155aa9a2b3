namespace FcCreds.Identity.Ram.Records;

/// <summary>A RAM user group. Who is in it is kept with the users.</summary>
internal sealed record GroupRecord : PrincipalRecord
{
    public required string GroupName { get; init; }

    public required string GroupId { get; init; }

    public string Comments { get; init; } = "";
}
