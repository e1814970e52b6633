using Mendix.PrivateCloud.RuntimeStandIn;
using Microsoft.Extensions.Hosting;

// Usage: runtime|sidecar ROOT FROM=TO …
// ROOT takes the place of the container's file system; a port that the contract names is moved to one that is free.
var (role, root) = (args[0], args[1]);
var ports = args.Skip(2).Select(pair => pair.Split('=')).ToDictionary(pair => int.Parse(pair[0], null), pair => int.Parse(pair[1], null));
await using var server = role == "runtime" ? RuntimeRole.Start(ports) : SidecarRole.Start(root, ports);
Console.WriteLine($"{role} serves");
await server.WaitForShutdownAsync();
