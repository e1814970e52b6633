namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>A database as it was found.</summary>
/// <param name="Mark">Its comment.</param>
/// <param name="Owner">Name of the role that owns it.</param>
/// <param name="AllowsConnections">Whether anybody may connect at all.</param>
/// <param name="IsHalfDropped">Whether a DROP was cut off: the server then allows nothing but dropping it again.</param>
/// <param name="IsOpenToPublic">Whether every role of the server has some right on it.</param>
internal sealed record ObservedDatabase(string? Mark, string Owner, bool AllowsConnections, bool IsHalfDropped, bool IsOpenToPublic);
