# The ladder's law.
#
#   candour_module(NAME [PURE] USES module… LINKS third-party-target…)
#
# A module is a folder of src/, a static library and a namespace. It may include only its own headers and
# the doors (top-level headers) of the modules it names in USES, each of which must stand above it in
# src/CMakeLists.txt, and the headers of the libraries it names in LINKS. A door includes only standard headers and
# doors. PURE modules may include nothing that reaches a clock, a disk, a network or a thread, and use only pure ones. cmake/law.cmake reads every #include of the module before
# anything of it is compiled; a breach fails the build with a sentence.
#
# *_test.cpp beside the code become the program <name>_test, run by ctest case by case.

set_property(GLOBAL PROPERTY CANDOUR_MODULES "")
file(WRITE "${CMAKE_BINARY_DIR}/law/ladder.txt" "")

function(candour_module name)
  cmake_parse_arguments(MODULE "PURE" "" "USES;LINKS;TEST_USES;TEST_LINKS" ${ARGN})
  get_property(above GLOBAL PROPERTY CANDOUR_MODULES)
  foreach(used IN LISTS MODULE_USES)
    if(NOT used IN_LIST above)
      message(FATAL_ERROR "The ladder: ${name} uses ${used}, which is not declared above it in src/CMakeLists.txt.")
    endif()
  endforeach()
  if(MODULE_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "The ladder: ${name} is declared with words that mean nothing: ${MODULE_UNPARSED_ARGUMENTS}.")
  endif()
  if(name IN_LIST above)
    message(FATAL_ERROR "The ladder: ${name} is declared twice.")
  endif()
  foreach(linked IN LISTS MODULE_LINKS)
    if(linked MATCHES "^candour_")
      message(FATAL_ERROR "The ladder: ${name} names ${linked} in LINKS; a module of ours belongs in USES.")
    endif()
  endforeach()
  if(MODULE_PURE)
    get_property(pure GLOBAL PROPERTY CANDOUR_PURE_MODULES)
    foreach(used IN LISTS MODULE_USES)
      if(NOT used STREQUAL "base" AND NOT used IN_LIST pure)
        message(FATAL_ERROR "The ladder: ${name} is pure and uses ${used}, which is not.")
      endif()
    endforeach()
    set_property(GLOBAL APPEND PROPERTY CANDOUR_PURE_MODULES ${name})
  endif()
  set_property(GLOBAL APPEND PROPERTY CANDOUR_MODULES ${name})

  set(folder "${CMAKE_CURRENT_SOURCE_DIR}/${name}")
  # Also what the law will refuse by its mere name.
  file(GLOB_RECURSE all_files CONFIGURE_DEPENDS "${folder}/*.cpp" "${folder}/*.h" "${folder}/*.hpp" "${folder}/*.hh"
    "${folder}/*.hxx" "${folder}/*.inc" "${folder}/*.ipp" "${folder}/*.tpp" "${folder}/*.inl" "${folder}/*.cc"
    "${folder}/*.cxx" "${folder}/*.c")
  set(sources ${all_files})
  list(FILTER sources EXCLUDE REGEX "_test\\.(cpp|h)$")
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  set(tests ${all_files})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  # For tests/law, which compares what the compiler read with what was declared.
  file(APPEND "${CMAKE_BINARY_DIR}/law/ladder.txt" "${name}: ${MODULE_USES} / ${MODULE_TEST_USES}\n")

  set(stamp "${CMAKE_BINARY_DIR}/law/${name}.stamp")
  add_custom_command(
    OUTPUT "${stamp}"
    COMMAND ${CMAKE_COMMAND} "-DNAME=${name}" "-DFOLDER=${folder}" "-DUSES=${MODULE_USES}"
            "-DTEST_USES=${MODULE_TEST_USES}" "-DLINKS=${MODULE_LINKS}" "-DTEST_LINKS=${MODULE_TEST_LINKS}"
            "-DPURE=${MODULE_PURE}" "-DSTAMP=${stamp}"
            -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/law.cmake"
    DEPENDS ${all_files} "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/law.cmake"
    COMMENT "The ladder's law: ${name}"
    VERBATIM)
  add_custom_target(${name}_law DEPENDS "${stamp}")

  if(sources)
    add_library(candour_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(candour_${name} PRIVATE candour_warnings ${MODULE_LINKS})
  else()
    add_library(candour_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(candour_${name} ${scope} "${CMAKE_CURRENT_SOURCE_DIR}")
  list(TRANSFORM MODULE_USES PREPEND "candour_" OUTPUT_VARIABLE libraries)
  target_link_libraries(candour_${name} ${scope} ${libraries})
  add_dependencies(candour_${name} ${name}_law)

  if(CANDOUR_TESTS AND tests)
    add_executable(${name}_test ${tests})
    list(TRANSFORM MODULE_TEST_USES PREPEND "candour_" OUTPUT_VARIABLE test_libraries)
    target_link_libraries(${name}_test PRIVATE candour_${name} ${test_libraries} candour_warnings
      ${MODULE_TEST_LINKS} GTest::gtest GTest::gtest_main GTest::gmock)
    # A test is compiled once and run for a moment: its own optimisation buys nothing.
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
      target_compile_options(${name}_test PRIVATE -O0)
    endif()
    target_compile_definitions(${name}_test PRIVATE
      "CANDOUR_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"" "CANDOUR_BINARY_DIR=\"${CMAKE_BINARY_DIR}\"")
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}: " DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 300
      PROPERTIES TIMEOUT 900)
  endif()
endfunction()
