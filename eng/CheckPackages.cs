// What a package must hold before anybody restores it: dotnet run eng/CheckPackages.cs -- <folder of packages>
#:property PublishAot=false
#:property NoWarn=$(NoWarn);EnableGenerateDocumentationFile
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Family = "Mendix.PrivateCloud.";
var folder = args is [var given] ? given : throw new ArgumentException("Name the folder of the packages.");
var files = Directory.GetFiles(folder, $"{Family}*.nupkg");
var problems = files.SelectMany(file => Problems(file).Select(problem => $"{Path.GetFileName(file)}: {problem}")).ToList();
problems.ForEach(Console.Error.WriteLine);
Console.WriteLine($"{files.Length} packages, {problems.Count} problems");
return files.Length > 0 && problems.Count == 0 ? 0 : 1;

static IEnumerable<string> Problems(string file)
{
    using var package = ZipFile.OpenRead(file);
    var names = package.Entries.Select(entry => entry.FullName).ToList();
    using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
    var metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
    var dependencies = metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!).ToList();

    if (Value("readme") is not { } readme || !names.Contains(readme))
    {
        yield return "no README";
    }

    if (Value("license") != "Apache-2.0" || string.IsNullOrWhiteSpace(Value("description")))
    {
        yield return "no license, or no description";
    }

    var isTemplate = metadata.Descendants().Any(element => element.Name.LocalName == "packageType" && (string?)element.Attribute("name") == "Template");
    if (isTemplate)
    {
        foreach (var problem in TemplateProblems(package))
        {
            yield return problem;
        }
    }
    else if (names.Any(name => name.StartsWith("content", StringComparison.Ordinal)))
    {
        yield return "files that would be copied into the project of whoever restores it";
    }

    var symbols = Path.ChangeExtension(file, ".snupkg");
    using var pdbs = File.Exists(symbols) ? ZipFile.OpenRead(symbols) : null;
    foreach (var assembly in names.Where(name => Path.GetFileName(name).StartsWith(Family, StringComparison.Ordinal) && name.EndsWith(".dll", StringComparison.Ordinal)))
    {
        if (pdbs?.GetEntry(Path.ChangeExtension(assembly, ".pdb")) is null)
        {
            yield return $"no symbols of {assembly}";
        }

        if (!names.Contains(Path.ChangeExtension(assembly, ".xml")))
        {
            yield return $"no documentation of {assembly}";
        }
    }

    foreach (var dependency in dependencies.Where(dependency => !Regex.IsMatch(dependency, Allowed(Value("id")![Family.Length..]))))
    {
        yield return $"depends on {dependency}";
    }
}

static IEnumerable<string> TemplateProblems(ZipArchive package)
{
    var definitions = package.Entries.Where(entry => entry.FullName.EndsWith("/.template.config/template.json", StringComparison.Ordinal)).ToList();
    if (definitions.Count == 0)
    {
        yield return "a package of templates without one";
    }

    foreach (var definition in definitions)
    {
        using var reader = new StreamReader(definition.Open());
        if (Regex.Match(reader.ReadToEnd(), "@[A-Za-z]+@") is { Success: true } placeholder)
        {
            yield return $"{definition.FullName} still says {placeholder.Value}, where packing puts a version";
        }
    }

    foreach (var foreign in package.Entries.Where(entry => Regex.IsMatch(entry.FullName, @"\.dll$|/(bin|obj)/")))
    {
        yield return $"something built among the sources: {foreign.FullName}";
    }
}

// As they stand in the package: what a project references only through another must not appear.
static string Allowed(string room) => room switch
{
    "Core" => @"^Microsoft\.Extensions\.(.+\.Abstractions|Options)$",
    "Kubernetes" => @"^(Mendix\.PrivateCloud\.Core|Microsoft\.Extensions\..+\.Abstractions|YamlDotNet)$",
    "Operator" => @"^(Mendix\.PrivateCloud\.(Core|ImageBuild|Kubernetes)|Microsoft\.Extensions\..+\.Abstractions)$",
    "Monitoring" => @"^Mendix\.PrivateCloud\.Operator$",
    "Provisioners.AzureBlob" => @"^(Mendix\.PrivateCloud\.Core|Azure\.Storage\.Blobs)$",
    "Provisioners.Postgres" => @"^(Mendix\.PrivateCloud\.Core|Npgsql)$",
    "Provisioners.S3OnDemand" or "Provisioners.S3Existing" or "Provisioners.Minio" => @"^(Mendix\.PrivateCloud\.Core|AWSSDK\.S3)$",
    "Provisioners.Conformance" => @"^(Mendix\.PrivateCloud\.Core|Microsoft\.Extensions\.Logging|xunit\.v3\.(assert|extensibility\.core))$",
    "Provisioners.SqlServer" => @"^(Mendix\.PrivateCloud\.Core|Microsoft\.Data\.SqlClient)$",
    "Provisioners.Ephemeral" or "Provisioners.Jdbc" => @"^Mendix\.PrivateCloud\.Core$",
    "ImageBuild.Ecr" => @"^(Mendix\.PrivateCloud\.(Core|ImageBuild)|AWSSDK\.(Core|SecurityToken))$",
    "LocalCluster" => "^YamlDotNet$",
    _ => "^$",
};
