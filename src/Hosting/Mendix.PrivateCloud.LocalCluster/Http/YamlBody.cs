namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>Server-side apply names YAML as its format. JSON, which clients really send, is YAML too.</summary>
internal static class YamlBody
{
    public static byte[] ToJson(byte[] body) => body;
}
