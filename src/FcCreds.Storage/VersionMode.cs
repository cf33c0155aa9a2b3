namespace FcCreds.Storage;

/// <summary>Which history a write leaves: <c>Off</c> and <c>Suspended</c> replace the <c>null</c> version, <c>On</c> adds one.</summary>
internal enum VersionMode { Off, On, Suspended }
