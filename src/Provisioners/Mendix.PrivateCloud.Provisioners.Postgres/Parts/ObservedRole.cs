namespace Mendix.PrivateCloud.Provisioners.Postgres.Parts;

/// <summary>A role as it was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mark">Its comment.</param>
/// <param name="CanLogIn">Whether it may log in.</param>
/// <param name="Settings">Its session defaults, as <c>name=value</c>.</param>
/// <param name="MemberOf">The roles it is a direct member of.</param>
/// <param name="IsLentToUs">Whether our own account made itself a member of it.</param>
internal sealed record ObservedRole(
    string Name, string? Mark, bool CanLogIn, IReadOnlyList<string> Settings, IReadOnlyList<string> MemberOf, bool IsLentToUs);
