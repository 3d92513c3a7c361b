// The http module alone, beside bare_http: the bytes of one file, copied anew for each request.
//   edge_http PORT THREADS FILE        (then: wrk -t1 -c8 -d5s --latency http://127.0.0.1:PORT/)
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "http/server.h"

int main(int count, char** words) {
  using namespace candour;
  if (count != 4) {
    std::cerr << "edge_http PORT THREADS FILE\n";
    return 64;
  }
  std::ifstream file(words[3], std::ios::binary);
  const std::string page((std::istreambuf_iterator<char>(file)), {});
  http::Routes routes;
  routes.get("/", [&](const http::Request&) { return http::html(page); });
  http::ServerSettings settings;
  settings.port = static_cast<std::uint16_t>(std::atoi(words[1]));
  settings.threads = std::atoi(words[2]);
  auto server = http::Server::listen(std::move(settings), std::move(routes));
  if (!server) {
    std::cerr << server.error().sentence << "\n";
    return 69;
  }
  (*server)->run_until_signal();
}
