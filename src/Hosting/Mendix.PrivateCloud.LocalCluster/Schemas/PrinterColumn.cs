namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>A column of <c>kubectl get</c> that a custom resource declares.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c> (shown as an age).</param>
/// <param name="Format">A refinement of the type.</param>
/// <param name="Description">What the column means.</param>
/// <param name="Priority">0 is always shown, more only with <c>-o wide</c>.</param>
/// <param name="JsonPath">Where the value is, e.g. <c>.status.phase</c>.</param>
internal sealed record PrinterColumn(string Name, string Type, string Format, string Description, int Priority, string JsonPath);
