namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>One field of a plan, as its record declares it.</summary>
/// <param name="Name">The name on the wire: the property's, in camel case.</param>
/// <param name="Type">The property's type, without nullability.</param>
/// <param name="IsRequired">Whether a plan without it is refused.</param>
/// <param name="IsSecret">
/// Whether it is a <see cref="SecretValue"/>: it comes from the plan's Secret, under <paramref name="Name"/>, and never from its parameters.
/// </param>
/// <param name="Default">The value it has when it is left out; null when there is none.</param>
/// <param name="Description">What it means, from the property's <c>[Description]</c>.</param>
public sealed record PlanField(string Name, Type Type, bool IsRequired, bool IsSecret, object? Default, string? Description);
