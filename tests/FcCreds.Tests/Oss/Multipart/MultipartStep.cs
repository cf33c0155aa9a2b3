namespace FcCreds.Tests.Oss.Multipart;

/// <summary>What a client does to the uploads of one object; <c>On</c> counts them round, those that are over too.</summary>
internal abstract record MultipartStep
{
    /// <summary>What a list of parts gets wrong.</summary>
    public enum ListSlip { None, Swapped, WrongETag, Absent }

    public sealed record Initiate : MultipartStep;

    public sealed record UploadPart(int On, int Number, int Size, int Seed) : MultipartStep;

    public sealed record CopyPart(int On, int Number, int From, int Size) : MultipartStep;

    public sealed record ListParts(int On, int After, int Most) : MultipartStep;

    public sealed record ListUploads : MultipartStep;

    /// <summary>Each bit of <c>Without</c> leaves a part out.</summary>
    public sealed record Complete(int On, int Without, ListSlip Slip) : MultipartStep;

    public sealed record CompleteAll(int On) : MultipartStep;

    public sealed record Abort(int On) : MultipartStep;
}
