namespace Mendix.PrivateCloud.ImageBuild.Packages;

internal enum PackageEntryKind
{
    Folder,
    File,
    Link,
}
