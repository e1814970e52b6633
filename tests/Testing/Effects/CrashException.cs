namespace Mendix.PrivateCloud.Testing.Effects;

/// <summary>The death of a process, as far as a test can have it.</summary>
public sealed class CrashException() : Exception("The process died here.");
