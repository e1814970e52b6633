[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Testing.Registry.RegistryFixture))]
