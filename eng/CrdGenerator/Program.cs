using CrdGenerator;

var root = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Combine(root.FullName, "PrivateCloud.sln")))
{
    root = root.Parent ?? throw new InvalidOperationException("Run this from inside the repository.");
}

var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "deploy", "crds"));
var files = CrdFiles.Generate();
foreach (var stale in folder.GetFiles("*.yaml").Where(file => !files.ContainsKey(file.Name)))
{
    stale.Delete();
}

foreach (var (name, text) in files)
{
    await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
}

Console.WriteLine($"Wrote {files.Count} definitions to {folder.FullName}. Build again to embed them.");
