namespace FcCreds.Fc.State;

/// <summary>A zip that lies in the store and never changes.</summary>
/// <param name="Id">Of its own: the same bytes uploaded twice are two packages.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Checksum">CRC-64 as a decimal number, as FC and OSS write it.</param>
internal sealed record CodePackage(string Id, long Size, string Checksum);
