using RbacGenerator;

var root = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Combine(root.FullName, "PrivateCloud.sln")))
{
    root = root.Parent ?? throw new InvalidOperationException("Run this from inside the repository.");
}

var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "deploy", "rbac"));
foreach (var stale in folder.GetFiles("*.yaml").Where(file => RbacFiles.All.All(known => known.Name != file.Name)))
{
    stale.Delete();
}

foreach (var file in RbacFiles.All)
{
    await File.WriteAllTextAsync(Path.Combine(folder.FullName, file.Name), file.Text);
}

var readme = Path.Combine(root.FullName, "src", "Hosting", "Mendix.PrivateCloud.Operator", "README.md");
await File.WriteAllTextAsync(readme, RightsTable.Update(await File.ReadAllTextAsync(readme)));
Console.WriteLine($"Wrote {RbacFiles.All.Count} manifests to {folder.FullName}, and the table in {readme}.");
