# Who the credentials of the default chain of the SDK for Ruby belong to. Endpoints, region and keys come from the environment; versions
# before 3.174 do not read the endpoint variables of single services, hence the endpoint.

require "json"

begin
  require "aws-sdk-core"
rescue LoadError
  puts "no SDK"
  exit
end

client = Aws::STS::Client.new(endpoint: ENV.fetch("AWS_ENDPOINT_URL_STS"))
identity = client.get_caller_identity
puts JSON.generate(Arn: identity.arn, Provider: client.config.credentials.class.name)
